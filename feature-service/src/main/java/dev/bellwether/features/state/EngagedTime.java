package dev.bellwether.features.state;

import dev.bellwether.ingestion.v1.Event;

/// When people were active, for the estimate of engaged time. Sessions whose length is sent need none.
final class EngagedTime {

    private static final int SECONDS_PER_DAY = 86_400;

    private EngagedTime() {}

    /// Marks the moment of the activity, and what came before it where a feature's use says how long it took. Time before
    /// midnight is left out.
    static void mark(Event event, MonthChunk month, int day) {
        if (event.hasSession() && event.getSession().hasDuration()) {
            return;
        }
        int to = (int) Math.floorMod(event.getOccurredAt().getSeconds(), (long) SECONDS_PER_DAY);
        long length = event.hasFeatureUsed() ? event.getFeatureUsed().getDuration().getSeconds() : 0;
        int from = (int) Math.max(0, to - Math.max(0, length - 1));
        ActiveSlots slots = event.getUser().isEmpty() ? month.unnamedSlots : month.slots;
        slots.add(Hash64.of(event.getUser()), day - month.firstDay(), ActiveSlots.of(from), ActiveSlots.of(to));
    }
}
