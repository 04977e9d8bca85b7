package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The events of one day as they come, to be put in order at its end.
final class Day {

    static final int LAST_MILLI = 86_400_000 - 1;

    private final List<Event> events = new ArrayList<>();
    /// Milliseconds after midnight in the upper half, place in `events` in the lower: sorting them sorts the events.
    private long[] times = new long[1024];

    /// @param millis after midnight (UTC)
    void add(int millis, Event event) {
        if (events.size() == times.length) {
            times = Arrays.copyOf(times, 2 * times.length);
        }
        times[events.size()] = (long) millis << 32 | events.size();
        events.add(event);
    }

    int size() {
        return events.size();
    }

    /// In order of time; what happens at the same time stays in the order in which it was added.
    List<Event> inOrder() {
        Arrays.sort(times, 0, events.size());
        Event[] ordered = new Event[events.size()];
        for (int place = 0; place < ordered.length; place++) {
            ordered[place] = events.get((int) times[place]);
        }
        return Arrays.asList(ordered);
    }
}
