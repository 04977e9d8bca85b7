package dev.bellwether.segmentation.scheme;

import java.util.List;

/// Which of the rules that hold decides.
public enum RuleOrder {
    FIRST, LAST;

    /// The rules in the order in which they are asked, so that the first one that holds decides.
    public <T> List<T> asked(List<T> written) {
        return this == FIRST ? written : written.reversed();
    }
}
