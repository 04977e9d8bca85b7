package dev.bellwether.ingestion.marker;

import dev.bellwether.ingestion.v1.LogEntry;

/// Every partition of the log.
@FunctionalInterface
public interface MarkerLog {

    /// Returns when the marker is in all partitions, durably. A marker that is there twice is recorded once, so after a
    /// failure it is simply written again.
    void write(LogEntry marker);
}
