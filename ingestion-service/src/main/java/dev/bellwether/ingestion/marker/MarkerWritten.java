package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.v1.LogEntry;

/// Learns of each marker that is in all partitions, in the transaction that notes it: whoever reads the one reads the other.
@FunctionalInterface
public interface MarkerWritten {

    /// @param marker of any kind
    void written(Sql transaction, LogEntry marker);
}
