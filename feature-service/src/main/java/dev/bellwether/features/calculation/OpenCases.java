package dev.bellwether.features.calculation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The support cases that are open as the facts go by in order of time. Of one instant, the openings go by first.
///
/// What changes something comes first here, too (see [Subscription]): opened and closed at one instant, a case that was not open
/// is closed, and one that was open is open again.
final class OpenCases {

    private final List<Case> open = new ArrayList<>();
    private int size;

    void reset() {
        size = 0;
    }

    void opened(long supportCase, boolean urgent, long at) {
        int index = indexOf(supportCase);
        if (index == size) {
            if (size == open.size()) {
                open.add(new Case());
            }
            open.get(size++).reset(supportCase, at);
        }
        Case opened = open.get(index);
        opened.at(at);
        opened.openings++;
        opened.urgent = urgent;
    }

    void closed(long supportCase, long at) {
        int index = indexOf(supportCase);
        if (index == size) {
            return;
        }
        Case closed = open.get(index);
        closed.at(at);
        closed.closings++;
        if (!closed.isOpen()) {
            Collections.swap(open, index, --size);
        }
    }

    int count() {
        return size;
    }

    int countUrgent() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (open.get(i).urgent) {
                count++;
            }
        }
        return count;
    }

    private int indexOf(long supportCase) {
        int index = 0;
        while (index < size && open.get(index).id != supportCase) {
            index++;
        }
        return index;
    }

    private static final class Case {
        private long id;
        private boolean urgent;
        private long instant;
        private boolean openBefore;
        private int openings;
        private int closings;

        private void reset(long supportCase, long moment) {
            id = supportCase;
            begin(moment, false);
        }

        private void at(long moment) {
            if (moment != instant) {
                begin(moment, true);
            }
        }

        private void begin(long moment, boolean open) {
            instant = moment;
            openBefore = open;
            openings = closings = 0;
        }

        private boolean isOpen() {
            return openBefore ? openings >= closings : openings > closings;
        }
    }
}
