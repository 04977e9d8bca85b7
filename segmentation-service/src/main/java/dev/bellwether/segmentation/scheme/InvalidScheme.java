package dev.bellwether.segmentation.scheme;

import dev.bellwether.mapping.definition.TextFault;
import java.util.List;
import java.util.stream.Collectors;

/// The scheme cannot be used as it is written. Says everything that is wrong, each at its place, for its author.
public final class InvalidScheme extends RuntimeException {

    private final transient List<TextFault> problems;

    /// @param problems at least one
    InvalidScheme(List<TextFault> problems) {
        super(problems.stream().map(TextFault::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// By place.
    public List<TextFault> problems() {
        return problems;
    }
}
