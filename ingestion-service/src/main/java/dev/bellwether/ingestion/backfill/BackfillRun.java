package dev.bellwether.ingestion.backfill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A tenant's import of its past, from its beginning to the marker in the log.
///
/// @param finish from when it takes no more facts on
public record BackfillRun(String tenant, String id, State state, Instant begunAt, Optional<Finish> finish) {

    public enum State {
        /// Takes facts.
        OPEN,
        /// Takes no more facts; its marker has its place in the order of markers, and is not in all partitions yet.
        FINISHING,
        /// Its marker is in every partition of the log.
        FINISHED
    }

    /// What the marker says. Fixed with its place in the order.
    public record Finish(Instant at, LocalDate closeThrough) {}

    public String name() {
        return "tenants/" + tenant + "/backfills/" + id;
    }
}
