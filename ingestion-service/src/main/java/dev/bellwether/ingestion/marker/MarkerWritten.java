package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.v1.LogEntry;

/// Notified of each marker that is in all partitions, in the transaction that records it: the two become visible together.
@FunctionalInterface
public interface MarkerWritten {

    /// @param marker of any kind
    void written(Sql transaction, LogEntry marker);
}
