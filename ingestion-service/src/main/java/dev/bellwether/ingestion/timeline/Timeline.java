package dev.bellwether.ingestion.timeline;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.RecordedEvent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened to one account, newest first; of one instant, what was recorded last comes first.
@ApplicationScoped
public class Timeline {

    private static final int MOST_BYTES = 2 << 20;

    private final Database database;
    private final int partitions;

    Timeline(Database database, PartitionsConfig partitions) {
        this.database = database;
        this.partitions = partitions.count();
    }

    /// Where a page ends: the next one holds what stands strictly after it.
    public record Position(Instant occurredAt, long logOffset) {

        static final Position BEGINNING = new Position(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);
    }

    /// @param next where the next page begins; empty at the end
    public record Page(List<RecordedEvent> events, Optional<Position> next) {}

    public Page page(AccountKey account, Optional<Position> after, int size) {
        int partition = account.partition(partitions);
        Position from = after.orElse(Position.BEGINNING);
        return database.withConnection(sql -> {
            List<RecordedEvent> events = new ArrayList<>();
            Position last = from;
            long bytes = 0;
            for (Row row : sql.execute(
                    "SELECT log_offset, occurred_at, payload FROM " + JournalPartitions.table(partition)
                            + """
                             WHERE log_partition = $1 AND tenant = $2 AND account = $3 AND (occurred_at, log_offset) < ($4, $5)
                            ORDER BY occurred_at DESC, log_offset DESC LIMIT $6""",
                    Tuple.of(partition, account.tenant(), account.account(), from.occurredAt().atOffset(ZoneOffset.UTC), from.logOffset(),
                            size + 1))) {
                // A page also ends where a caller's own limit of 4 MB for a message comes near.
                if (events.size() == size || bytes > MOST_BYTES) {
                    return new Page(events, Optional.of(last));
                }
                byte[] payload = row.getBuffer(2).getBytes();
                events.add(event(partition, row.getLong(0), payload));
                bytes += payload.length;
                last = new Position(row.getOffsetDateTime(1).toInstant(), row.getLong(0));
            }
            return new Page(events, Optional.empty());
        });
    }

    private static RecordedEvent event(int partition, long offset, byte[] payload) throws InvalidProtocolBufferException {
        LogEntry entry = LogEntry.parseFrom(payload);
        return RecordedEvent.newBuilder()
                .setEvent(entry.getEvent())
                .setReceivedAt(entry.getReceivedAt())
                .setBackfill(entry.getBackfill())
                .setLogPartition(partition)
                .setLogOffset(offset)
                .build();
    }
}
