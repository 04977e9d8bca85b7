package dev.bellwether.local.backfills;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Backfill;
import java.time.Instant;
import java.util.Optional;

/// A backfill, as it is shown.
///
/// @param finished since when it takes no more events
record BackfillView(String id, String state, Instant begun, Optional<Instant> finished) {

    static BackfillView of(Backfill backfill) {
        return new BackfillView(backfill.getName().substring(backfill.getName().lastIndexOf('/') + 1), state(backfill),
                Dates.instant(backfill.getBeginTime()),
                backfill.hasFinishTime() ? Optional.of(Dates.instant(backfill.getFinishTime())) : Optional.empty());
    }

    private static String state(Backfill backfill) {
        boolean ended = backfill.getState() == Backfill.State.FINISHED;
        if (backfill.getAbandoned()) {
            return ended ? "ABANDONED" : "BEING_ABANDONED";
        }
        return ended ? "FINISHED" : backfill.hasFinishTime() ? "BEING_FINISHED" : "OPEN";
    }

    boolean isOpen() {
        return state.equals("OPEN");
    }
}
