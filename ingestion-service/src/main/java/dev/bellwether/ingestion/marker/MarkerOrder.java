package dev.bellwether.ingestion.marker;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.journal.MarkerIdentity;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// The list of all markers, in the order in which every partition gets them.
public final class MarkerOrder {

    // Any numbers that no other lock of this database has.
    private static final long APPENDING = 0x617070656e64L;
    private static final long WRITING = 0x6d61726b6572L;

    private MarkerOrder() {}

    record Unwritten(long sequence, String identity, byte[] payload) {}

    /// Gives a marker its place; one that has a place keeps it. To be the last that a transaction does: until it ends, no other
    /// marker is given one. Without that, a lower number could become visible when a higher one is in half of the partitions.
    public static void append(Sql transaction, LogEntry marker) {
        transaction.execute("SELECT pg_advisory_xact_lock(" + APPENDING + ")");
        transaction.update(
                "INSERT INTO marker_order (identity, payload) VALUES ($1, $2) ON CONFLICT (identity) DO NOTHING",
                Tuple.of(MarkerIdentity.of(marker), Buffer.buffer(marker.toByteArray())));
    }

    /// Waits until no other transaction writes markers, and excludes others until this one ends.
    static void lock(Sql transaction) {
        transaction.execute("SELECT pg_advisory_xact_lock(" + WRITING + ")");
    }

    static Optional<Unwritten> firstUnwritten(Sql sql) {
        for (Row row : sql.execute(
                "SELECT sequence, identity, payload FROM marker_order WHERE written_at IS NULL ORDER BY sequence LIMIT 1")) {
            return Optional.of(new Unwritten(row.getLong(0), row.getString(1), row.getBuffer(2).getBytes()));
        }
        return Optional.empty();
    }

    /// Those that some partition of the journal does not have are written again, as if they never had been. Of each partition these are
    /// the last ones, so what is recorded stays in the one order.
    public static void rewriteUnrecorded(Sql transaction, int partitions) {
        transaction.update(
                """
                UPDATE marker_order SET written_at = NULL
                WHERE written_at IS NOT NULL AND EXISTS (
                    SELECT FROM generate_series(0, $1 - 1) AS part
                    WHERE NOT EXISTS (
                        SELECT FROM marker WHERE marker.log_partition = part AND marker.identity = marker_order.identity))""",
                Tuple.of(partitions));
    }

    static void written(Sql transaction, long sequence, Instant at) {
        transaction.update("UPDATE marker_order SET written_at = $2 WHERE sequence = $1", Tuple.of(sequence, at.atOffset(ZoneOffset.UTC)));
    }
}
