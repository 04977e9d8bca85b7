package dev.bellwether.features.calculation;

import java.util.Arrays;

/// The support cases that are open as the facts go by.
final class OpenCases {
    private long[] cases = new long[8];
    private boolean[] urgent = new boolean[8];
    private int size;

    void reset() {
        size = 0;
    }

    void opened(long supportCase, boolean isUrgent) {
        int index = indexOf(supportCase);
        if (index == size) {
            if (size == cases.length) {
                cases = Arrays.copyOf(cases, size * 2);
                urgent = Arrays.copyOf(urgent, size * 2);
            }
            cases[size++] = supportCase;
        }
        urgent[index] = isUrgent;
    }

    void closed(long supportCase) {
        int index = indexOf(supportCase);
        if (index < size) {
            size--;
            cases[index] = cases[size];
            urgent[index] = urgent[size];
        }
    }

    int count() {
        return size;
    }

    int countUrgent() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (urgent[i]) {
                count++;
            }
        }
        return count;
    }

    private int indexOf(long supportCase) {
        int index = 0;
        while (index < size && cases[index] != supportCase) {
            index++;
        }
        return index;
    }
}
