package dev.bellwether.ingestion.journal;

import java.time.Instant;
import java.util.UUID;

/// One record of `inbound`, read as far as recording needs it.
public sealed interface LogRecord {

    /// Its place in the partition.
    long offset();

    /// Its bytes, passed on as they came.
    byte[] value();

    /// @param identity    what makes it itself: the same for each sending of the same event, whatever it says
    /// @param contentHash of what the event says: the same for each sending of the same event
    /// @param backfill    that it was sent under; empty for what happens now
    record Fact(long offset, byte[] value, String tenant, String account, String source, String backfill, UUID identity, Instant occurredAt,
            long contentHash) implements LogRecord {}

    /// The end of an account: neither it nor what came before it is kept.
    record Erasure(long offset, byte[] value, String tenant, String account) implements LogRecord {}

    /// @param identity what the marker says, as in `day/2026-03-01`: the same for each writing of the same marker
    record Marker(long offset, byte[] value, String identity) implements LogRecord {}
}
