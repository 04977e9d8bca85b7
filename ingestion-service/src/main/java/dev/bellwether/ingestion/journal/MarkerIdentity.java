package dev.bellwether.ingestion.journal;

import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.LogEntry;

/// What a marker says, as in `day/2026-03-01`: two with the same identity are one marker, written twice.
public final class MarkerIdentity {

    private MarkerIdentity() {}

    public static String of(LogEntry marker) {
        return switch (marker.getEntryCase()) {
            case BACKFILL_FINISHED -> of(marker.getBackfillFinished());
            case DAY_CLOSED -> of(marker.getDayClosed());
            case EVENT, ENTRY_NOT_SET -> throw new IllegalArgumentException("not a marker");
        };
    }

    static String of(BackfillFinished finished) {
        return "backfill/" + finished.getTenant() + "/" + finished.getBackfill();
    }

    static String of(DayClosed closed) {
        return "day/%04d-%02d-%02d".formatted(closed.getDay().getYear(), closed.getDay().getMonth(), closed.getDay().getDay());
    }
}
