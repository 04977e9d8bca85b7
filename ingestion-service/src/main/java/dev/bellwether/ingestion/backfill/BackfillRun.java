package dev.bellwether.ingestion.backfill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A tenant's import of its past, from its beginning to the marker in the log.
///
/// @param finishedAt   since when it takes no more facts
/// @param abandoned    whether its past is not to be closed
/// @param closeThrough what its marker says. Fixed with its place in the order of markers, so that no day is closed in between
public record BackfillRun(
        String tenant, String id, State state, Instant begunAt, boolean abandoned, Optional<Instant> finishedAt,
        Optional<LocalDate> closeThrough) {

    public enum State {
        /// Takes facts.
        OPEN,
        /// Takes no more facts; its marker is not in all partitions yet.
        FINISHING,
        /// Its marker is in every partition of the log.
        FINISHED
    }

    public String name() {
        return "tenants/" + tenant + "/backfills/" + id;
    }
}
