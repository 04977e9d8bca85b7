package dev.bellwether.features.verification;

import java.util.ArrayList;
import java.util.List;

/// All are counted, the first ones told.
public final class Differences {

    private static final int TOLD = 20;

    private final List<String> told = new ArrayList<>();
    private long count;

    void add(String difference) {
        count++;
        if (told.size() < TOLD) {
            told.add(difference);
        }
    }

    long count() {
        return count;
    }

    List<String> told() {
        return told;
    }
}
