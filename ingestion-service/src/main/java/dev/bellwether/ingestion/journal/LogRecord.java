package dev.bellwether.ingestion.journal;

import dev.bellwether.chassis.event.EventKey;
import java.time.Instant;

/// One record of `inbound`, read as far as recording needs it.
public sealed interface LogRecord {

    /// Its place in the partition.
    long offset();

    /// Its bytes, passed on as they came.
    byte[] value();

    /// @param contentHash of the event's bytes: the same for each sending of the same event
    record Fact(long offset, byte[] value, String tenant, String account, EventKey key, Instant occurredAt, long contentHash)
            implements LogRecord {}

    /// @param identity what the marker says, as in `day/2026-03-01`: the same for each writing of the same marker
    record Marker(long offset, byte[] value, String identity) implements LogRecord {}
}
