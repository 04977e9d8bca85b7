package dev.bellwether.ingestion.identity;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.v1.CapturedMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `waiting_message`: what anonymous persons have done, until it is known who they are.
final class WaitingMessages {

    private static final int PAGE = 500;

    private WaitingMessages() {}

    /// How much waits for a person.
    record Load(int messages, long bytes) {}

    static Map<PersonKey, Load> load(Sql sql, Collection<PersonKey> persons) {
        Map<PersonKey, Load> load = new HashMap<>();
        for (Row row : sql.execute(
                """
                SELECT w.tenant, w.person, count(*)::int, sum(octet_length(w.payload))
                FROM waiting_message w JOIN unnest($1::text[], $2::text[]) AS k (tenant, person) USING (tenant, person)
                GROUP BY w.tenant, w.person""",
                PersonTable.keys(persons))) {
            load.put(new PersonKey(row.getString(0), row.getString(1)), new Load(row.getInteger(2), row.getLong(3)));
        }
        return load;
    }

    static void add(Sql sql, int partition, List<Captured> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        List<PersonKey> persons = messages.stream().map(captured -> People.acting(captured.message()).orElseThrow()).toList();
        sql.send(
                """
                INSERT INTO waiting_message (log_partition, since, tenant, person, log_offset, payload)
                SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bytea[])""",
                Tuple.tuple()
                        .addInteger(partition)
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfString(persons.stream().map(PersonKey::tenant).toArray(String[]::new))
                        .addArrayOfString(persons.stream().map(PersonKey::person).toArray(String[]::new))
                        .addArrayOfLong(messages.stream().map(Captured::offset).toArray(Long[]::new))
                        .addArrayOfBuffer(messages.stream().map(captured -> Buffer.buffer(captured.message().toByteArray())).toArray(Buffer[]::new)));
    }

    /// Who is known now, where they belong, and the backfill under which that became known.
    record Known(PersonKey person, Place place, String backfill) {}

    /// From here on their messages are to be passed on by this partition.
    static void found(Sql sql, int partition, List<Known> known) {
        if (known.isEmpty()) {
            return;
        }
        sql.send(
                """
                UPDATE waiting_message w
                SET account = k.account, known_as = k.known_as, own_account = k.own_account, backfill = k.backfill, found_by = $1
                FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[])
                  AS k (tenant, person, account, known_as, own_account, backfill)
                WHERE w.tenant = k.tenant AND w.person = k.person AND w.found_by IS NULL""",
                Tuple.tuple()
                        .addInteger(partition)
                        .addArrayOfString(known.stream().map(it -> it.person().tenant()).toArray(String[]::new))
                        .addArrayOfString(known.stream().map(it -> it.person().person()).toArray(String[]::new))
                        .addArrayOfString(known.stream().map(it -> it.place().account()).toArray(String[]::new))
                        .addArrayOfString(known.stream().map(it -> it.place().user()).toArray(String[]::new))
                        .addArrayOfBoolean(known.stream().map(it -> it.place().own()).toArray(Boolean[]::new))
                        .addArrayOfString(known.stream().map(Known::backfill).toArray(String[]::new)));
    }

    /// A message that has waited, and where it goes.
    record Placed(CapturedMessage message, Place place) {}

    /// Takes out some of those that this partition is to pass on. Empty when there are no more.
    static List<Placed> take(Sql sql, int partition) throws InvalidProtocolBufferException {
        List<Placed> placed = new ArrayList<>();
        for (Row row : sql.execute(
                """
                DELETE FROM waiting_message
                WHERE (tenant, person, log_partition, log_offset) IN (
                  SELECT tenant, person, log_partition, log_offset FROM waiting_message WHERE found_by = $1 LIMIT $2)
                RETURNING payload, account, known_as, own_account, backfill""",
                Tuple.of(partition, PAGE))) {
            CapturedMessage message = CapturedMessage.parseFrom(row.getBuffer(0).getBytes());
            // What became known later than its own backfill, or in another, is news of today.
            CapturedMessage current = message.getBackfill().equals(row.getString(4)) ? message : message.toBuilder().clearBackfill().build();
            placed.add(new Placed(current, new Place(row.getString(1), row.getString(2), row.getBoolean(3))));
        }
        return placed;
    }

    static void forget(Sql sql, Instant before) {
        sql.update("DELETE FROM waiting_message WHERE since < $1 AND found_by IS NULL", Tuple.of(before.atOffset(ZoneOffset.UTC)));
    }
}
