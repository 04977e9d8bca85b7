package dev.bellwether.ingestion.identity;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Messages that were seen, and lost on their way to the journal together with the log. Their senders may send them again, and then
/// they are no repeats.
public final class LostMessages {

    /// How much later than others the slowest partition may have been recorded. What was recorded after all is known by the journal, too.
    private static final Duration SLOWEST = Duration.ofHours(1);

    private LostMessages() {}

    /// Forgets what was seen shortly before, or after, the last that was recorded.
    public static void release(Sql transaction) {
        lastReceived(transaction).ifPresent(last -> transaction.update(
                "DELETE FROM captured_message WHERE seen_at >= $1", Tuple.of(last.minus(SLOWEST).atOffset(ZoneOffset.UTC))));
    }

    private static Optional<Instant> lastReceived(Sql sql) {
        Optional<Instant> last = Optional.empty();
        for (Row row : sql.execute(
                """
                SELECT recorded.payload FROM unnest($1::int[]) AS read (partition)
                CROSS JOIN LATERAL (
                    SELECT payload FROM journal WHERE journal.log_partition = read.partition ORDER BY journal.log_offset DESC LIMIT 1) AS recorded""",
                Tuple.of(OffsetCheckpoint.loadAll(sql, Topics.INBOUND).keySet().toArray(Integer[]::new)))) {
            Instant received = receivedAt(row.getBuffer(0).getBytes());
            last = last.filter(received::isBefore).or(() -> Optional.of(received));
        }
        return last;
    }

    private static Instant receivedAt(byte[] entry) {
        try {
            return Dates.instant(LogEntry.parseFrom(entry).getReceivedAt());
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalStateException("the journal holds what is no LogEntry", broken);
        }
    }
}
