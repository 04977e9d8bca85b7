package dev.bellwether.ingestion.journal;

import dev.bellwether.ingestion.v1.LogEntry;

/// Writes a marker to every partition of the log.
public interface MarkerWriter {

    /// Returns when the marker is in all partitions, durably. A marker that is there twice is recorded once, so after a
    /// failure it is simply written again.
    void write(LogEntry marker);
}
