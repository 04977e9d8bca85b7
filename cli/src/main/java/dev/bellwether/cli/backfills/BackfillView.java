package dev.bellwether.cli.backfills;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Backfill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A backfill, as it is shown.
///
/// @param finished since when it takes no more events
/// @param events   recorded so far, each once
/// @param sources  of the events, some of them
record BackfillView(String id, String state, Instant begun, Optional<Instant> finished, long events, List<String> sources) {

    static BackfillView of(Backfill backfill) {
        return new BackfillView(backfill.getName().substring(backfill.getName().lastIndexOf('/') + 1), state(backfill),
                Dates.instant(backfill.getBeginTime()),
                backfill.hasFinishTime() ? Optional.of(Dates.instant(backfill.getFinishTime())) : Optional.empty(),
                backfill.getEventCount(), backfill.getSourcesList());
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
