package dev.bellwether.ingestion.backfill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A tenant's import of its past, from its beginning to the markers in the log.
///
/// @param finish from when it takes no more facts on
public record BackfillRun(String tenant, String id, State state, Instant begunAt, Optional<Finish> finish) {

    public enum State {
        /// Takes facts.
        OPEN,
        /// Takes no more facts; not all of its markers are known to be in the log.
        FINISHING,
        /// Its markers are in the log.
        FINISHED
    }

    /// What the markers say. Fixed before the first one is written.
    public record Finish(Instant at, LocalDate closeThrough) {}

    public String name() {
        return "tenants/" + tenant + "/backfills/" + id;
    }
}
