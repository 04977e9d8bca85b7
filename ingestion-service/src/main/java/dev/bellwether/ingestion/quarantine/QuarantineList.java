package dev.bellwether.ingestion.quarantine;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantineOverflow;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What was not taken of a tenant, last seen first.
@ApplicationScoped
public class QuarantineList {

    private static final int MOST_BYTES = 2 << 20;
    private static final String COLUMNS =
            """
            SELECT tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source,
              coalesce(raw, '') AS raw, coalesce(complete, '') AS complete
            FROM quarantined_event
            """;

    private final Database database;

    QuarantineList(Database database) {
        this.database = database;
    }

    /// Where a page ends: the next one holds what stands strictly after it.
    public record Position(Instant lastSeenAt, UUID fingerprint) {

        static final Position BEGINNING = new Position(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));
    }

    /// @param next where the next page begins; empty at the end
    public record Page(List<QuarantinedEvent> events, Optional<Position> next) {}

    public QuarantinedEvent find(QuarantineName name) {
        return database.withConnection(sql -> {
            for (Row row : sql.execute(COLUMNS + "WHERE tenant = $1 AND fingerprint = $2", Tuple.of(name.tenant(), name.fingerprint()))) {
                return event(row);
            }
            throw new Refusal.NotFound(name.toString(), name + " is not in quarantine: it may have been resubmitted, deleted or forgotten");
        });
    }

    /// Of whom more was rejected than is kept.
    public List<QuarantineOverflow> overflows(String tenant) {
        return database.withConnection(sql -> QuarantineOverflows.of(sql, tenant));
    }

    /// @param tenant or [Quarantined#NO_TENANT]
    public Page page(String tenant, QuarantineSelection selection, Optional<Position> after, int size) {
        Position from = after.orElse(Position.BEGINNING);
        return database.withConnection(sql -> {
            List<QuarantinedEvent> events = new ArrayList<>();
            Position last = from;
            long bytes = 0;
            for (Row row : sql.execute(
                    COLUMNS + "WHERE tenant = $1 AND " + QuarantineSelection.CONDITION
                            + " AND (last_seen_at, fingerprint) < ($6, $7) ORDER BY last_seen_at DESC, fingerprint DESC LIMIT $8",
                    Tuple.from(List.of(tenant, selection.reason(), selection.source(), selection.door(), selection.field(),
                            from.lastSeenAt().atOffset(ZoneOffset.UTC), from.fingerprint(), size + 1)))) {
                // A page also ends where a caller's own limit of 4 MB for a message comes near.
                if (events.size() == size || bytes > MOST_BYTES) {
                    return new Page(events, Optional.of(last));
                }
                QuarantinedEvent event = event(row);
                events.add(event);
                bytes += event.getSerializedSize();
                last = new Position(row.getOffsetDateTime("last_seen_at").toInstant(), row.getUUID("fingerprint"));
            }
            return new Page(events, Optional.empty());
        });
    }

    private static QuarantinedEvent event(Row row) throws InvalidProtocolBufferException {
        return QuarantinedEvent.newBuilder()
                .setName(new QuarantineName(row.getString("tenant"), row.getUUID("fingerprint")).toString())
                .setEvent(Event.parseFrom(row.getBuffer("event").getBytes()))
                .setField(row.getString("field"))
                .setReason(row.getString("reason"))
                .setMessage(row.getString("message"))
                .setFirstSeenAt(Dates.timestamp(row.getOffsetDateTime("first_seen_at").toInstant()))
                .setLastSeenAt(Dates.timestamp(row.getOffsetDateTime("last_seen_at").toInstant()))
                .setOccurrences(row.getLong("occurrences"))
                .setDoor(row.getString("door"))
                .setSource(row.getString("source"))
                .setRaw(ByteString.copyFrom(row.getBuffer("raw").getBytes()))
                .setComplete(ByteString.copyFrom(row.getBuffer("complete").getBytes()))
                .build();
    }
}
