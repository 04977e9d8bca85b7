package dev.bellwether.ingestion.identity;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.v1.CapturedMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The table `waiting_message`: what persons have done until it is known where they belong. Strangers wait to be identified; a user without
/// a company waits for a short while to be put in one.
final class WaitingMessages {

    private static final int PAGE = 500;

    private WaitingMessages() {}

    /// How much waits for a person.
    record Load(int messages, long bytes) {

        Load and(int more) {
            return new Load(messages + 1, bytes + more);
        }
    }

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

    /// @param people tells who of those that have done something is a user, and waits for a company only
    static void add(Sql sql, int partition, List<Captured> messages, BatchIdentities people, CompanyWaitPolicy patience, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        List<PersonKey> persons = messages.stream().map(captured -> BatchIdentities.acting(captured.message()).orElseThrow()).toList();
        sql.send(
                """
                INSERT INTO waiting_message (log_partition, since, tenant, person, log_offset, payload, backfill, settles_at, settles_by)
                SELECT $1, $2, tenant, person, log_offset, payload, CASE WHEN known THEN backfill END,
                    CASE WHEN known THEN $9::timestamptz END, CASE WHEN known THEN $10::timestamptz END
                FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::text[], $8::boolean[])
                  AS new (tenant, person, log_offset, payload, backfill, known)""",
                Tuple.tuple()
                        .addInteger(partition)
                        .addOffsetDateTime(utc(now))
                        .addArrayOfString(persons.stream().map(PersonKey::tenant).toArray(String[]::new))
                        .addArrayOfString(persons.stream().map(PersonKey::person).toArray(String[]::new))
                        .addArrayOfLong(messages.stream().map(Captured::offset).toArray(Long[]::new))
                        .addArrayOfBuffer(
                                messages.stream().map(captured -> Buffer.buffer(captured.message().toByteArray())).toArray(Buffer[]::new))
                        .addArrayOfString(messages.stream().map(captured -> captured.message().getBackfill()).toArray(String[]::new))
                        .addArrayOfBoolean(persons.stream().map(people::isUser).toArray(Boolean[]::new))
                        .addOffsetDateTime(utc(now.plus(patience.quiet())))
                        .addOffsetDateTime(utc(now.plus(patience.most()))));
    }

    /// It is known who they are, and not yet where they belong: from here on they wait for that only.
    ///
    /// @param identified by person, the backfill under which they became known
    static void identified(Sql sql, Map<PersonKey, String> identified, CompanyWaitPolicy patience, Instant now) {
        if (identified.isEmpty()) {
            return;
        }
        sql.send(
                """
                UPDATE waiting_message w SET settles_at = $4, settles_by = $5, backfill = k.backfill
                FROM unnest($1::text[], $2::text[], $3::text[]) AS k (tenant, person, backfill)
                WHERE w.tenant = k.tenant AND w.person = k.person AND w.found_by IS NULL AND w.settles_at IS NULL""",
                PersonTable.keys(identified.keySet())
                        .addArrayOfString(identified.keySet().stream().sorted().map(identified::get).toArray(String[]::new))
                        .addOffsetDateTime(utc(now.plus(patience.quiet())))
                        .addOffsetDateTime(utc(now.plus(patience.most()))));
    }

    /// It is not known any more who they are.
    static void strangers(Sql sql, Collection<PersonKey> persons) {
        if (!persons.isEmpty()) {
            sql.send(
                    """
                    UPDATE waiting_message w SET settles_at = NULL, settles_by = NULL, backfill = NULL
                    FROM unnest($1::text[], $2::text[]) AS k (tenant, person)
                    WHERE w.tenant = k.tenant AND w.person = k.person AND w.found_by IS NULL""",
                    PersonTable.keys(persons));
        }
    }

    /// Who is known now, where they belong, and the backfill under which that became known: with none, that of each message.
    record Known(PersonKey person, ResolvedAccount place, Optional<String> backfill) {}

    /// From here on their messages are to be passed on by this partition, or by [CompanyWaitExpiry].
    static void found(Sql sql, int partition, List<Known> known) {
        if (known.isEmpty()) {
            return;
        }
        sql.send(
                """
                UPDATE waiting_message w
                SET account = k.account, known_as = k.known_as, own_account = k.own_account,
                  backfill = coalesce(k.backfill, w.backfill), found_by = $1
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
                        .addArrayOfString(known.stream().map(it -> it.backfill().orElse(null)).toArray(String[]::new)));
    }

    /// A message that has waited, and where it goes.
    record Placed(CapturedMessage message, ResolvedAccount place) {}

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
            CapturedMessage current =
                    message.getBackfill().equals(row.getString(4)) ? message : message.toBuilder().clearBackfill().build();
            placed.add(new Placed(current, new ResolvedAccount(row.getString(1), row.getString(2), row.getBoolean(3))));
        }
        return placed;
    }

    /// Some of those who have waited long enough for a company.
    static List<PersonKey> due(Sql sql, Instant now, int most) {
        return persons(sql.execute(
                "SELECT DISTINCT tenant, person FROM waiting_message WHERE found_by IS NULL AND settles_at <= $1 LIMIT $2",
                Tuple.of(utc(now), most)));
    }

    /// Some of those who wait for a company with what was sent under a backfill.
    static List<PersonKey> under(Sql sql, String tenant, String backfill, int most) {
        return persons(sql.execute(
                """
                SELECT DISTINCT tenant, person FROM waiting_message
                WHERE found_by IS NULL AND settles_at IS NOT NULL AND tenant = $1 AND backfill = $2 LIMIT $3""",
                Tuple.of(tenant, backfill, most)));
    }

    /// Until when each of the persons waits who has done more since.
    static Map<PersonKey, Instant> active(Sql sql, Collection<PersonKey> persons, Instant now) {
        Map<PersonKey, Instant> active = new HashMap<>();
        for (Row row : sql.execute(
                """
                SELECT w.tenant, w.person, max(w.settles_at)
                FROM waiting_message w JOIN unnest($1::text[], $2::text[]) AS k (tenant, person) USING (tenant, person)
                WHERE w.found_by IS NULL AND w.settles_at > $3 GROUP BY w.tenant, w.person""",
                PersonTable.keys(persons).addOffsetDateTime(utc(now)))) {
            active.put(new PersonKey(row.getString(0), row.getString(1)), row.getOffsetDateTime(2).toInstant());
        }
        return active;
    }

    /// Lets what is due wait on, for no longer than it may.
    ///
    /// @return those of whom nothing is due any more
    static Set<PersonKey> postpone(Sql sql, Map<PersonKey, Instant> until, Instant now) {
        if (until.isEmpty()) {
            return Set.of();
        }
        List<PersonKey> sorted = until.keySet().stream().sorted().toList();
        sql.execute(
                """
                UPDATE waiting_message w SET settles_at = least(w.settles_by, k.until)
                FROM unnest($1::text[], $2::text[], $3::timestamptz[]) AS k (tenant, person, until)
                WHERE w.tenant = k.tenant AND w.person = k.person AND w.found_by IS NULL AND w.settles_at <= $4""",
                PersonTable.keys(sorted)
                        .addArrayOfOffsetDateTime(sorted.stream().map(until::get).map(WaitingMessages::utc).toArray(OffsetDateTime[]::new))
                        .addOffsetDateTime(utc(now)));
        Set<PersonKey> postponed = new HashSet<>(sorted);
        persons(sql.execute(
                """
                SELECT DISTINCT w.tenant, w.person FROM waiting_message w JOIN unnest($1::text[], $2::text[]) AS k (tenant, person) USING (tenant, person)
                WHERE w.found_by IS NULL AND w.settles_at <= $3""",
                PersonTable.keys(sorted).addOffsetDateTime(utc(now)))).forEach(postponed::remove);
        return postponed;
    }

    private static List<PersonKey> persons(RowSet<Row> rows) {
        List<PersonKey> persons = new ArrayList<>();
        rows.forEach(row -> persons.add(new PersonKey(row.getString(0), row.getString(1))));
        return persons;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static void forget(Sql sql, Instant before) {
        sql.update(
                """
                DELETE FROM waiting_message WHERE (tenant, person, log_partition, log_offset) IN (
                  SELECT tenant, person, log_partition, log_offset FROM waiting_message
                  WHERE since < $1 AND found_by IS NULL AND settles_at IS NULL FOR UPDATE SKIP LOCKED)""",
                Tuple.of(utc(before)));
    }
}
