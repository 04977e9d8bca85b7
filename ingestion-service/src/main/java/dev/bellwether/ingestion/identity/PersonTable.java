package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.validation.AccountName;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table `person`.
final class PersonTable {

    private static final String COLUMNS =
            "p.tenant, p.person, p.account, p.account_at, p.account_by, p.linked_to, p.linked_at, p.linked_by, p.alone";
    // Who was renamed more often than that in one go is not followed further.
    private static final int MOST_NAMES = 8;

    private PersonTable() {}

    /// The persons that the messages are about, and those they are linked to. Anonymous ones, and then users without a known account, stay
    /// locked, each in one order, until the transaction ends, so that messages that wait for them, and messages that identify them, are
    /// serialized.
    static BatchIdentities load(Sql sql, Collection<PersonKey> concerned, Instant now) {
        Map<Boolean, Set<PersonKey>> keys =
                concerned.stream().collect(Collectors.partitioningBy(PersonKey::isAnonymous, Collectors.toSet()));
        BatchIdentities people = new BatchIdentities();
        if (!keys.get(true).isEmpty()) {
            add(people, keys.get(true), lock(sql, keys.get(true), now));
        }
        // The user whom an anonymous person is linked to may occur in none of the messages.
        Set<PersonKey> users = new HashSet<>(keys.get(false));
        users.addAll(people.toFollow());
        follow(sql, people, users);
        Set<PersonKey> open = people.open();
        if (!open.isEmpty()) {
            add(people, open, lock(sql, open, now));
            follow(sql, people, people.toFollow());
        }
        return people;
    }

    private static void follow(Sql sql, BatchIdentities people, Set<PersonKey> users) {
        Set<PersonKey> next = users;
        for (int i = 0; i < MOST_NAMES && !next.isEmpty(); i++) {
            add(people, next, find(sql, next));
            next = people.toFollow();
        }
    }

    private static RowSet<Row> lock(Sql sql, Collection<PersonKey> keys, Instant now) {
        return sql.execute(
                """
                INSERT INTO person AS p (tenant, person, touched_at)
                SELECT k.tenant, k.person, $3
                FROM unnest($1::text[], $2::text[], $4::uuid[]) WITH ORDINALITY AS k (tenant, person, belongs_to, n)
                WHERE NOT EXISTS (SELECT FROM erased_account gone WHERE gone.fingerprint = k.belongs_to)
                -- An anti join may return them in another order, and transactions that lock in different orders deadlock.
                ORDER BY k.n
                ON CONFLICT (tenant, person) DO UPDATE SET touched_at = greatest(p.touched_at, excluded.touched_at) RETURNING\s"""
                        + COLUMNS,
                keys(keys).addOffsetDateTime(utc(now))
                        .addArrayOfUUID(keys.stream().sorted().map(key -> account(key, Person.UNKNOWN)).toArray(UUID[]::new)));
    }

    private static RowSet<Row> find(Sql sql, Collection<PersonKey> keys) {
        return sql.execute(
                "SELECT " + COLUMNS + " FROM person p JOIN unnest($1::text[], $2::text[]) AS k (tenant, person) USING (tenant, person)",
                keys(keys));
    }

    private static void add(BatchIdentities people, Set<PersonKey> keys, RowSet<Row> rows) {
        keys.forEach(key -> people.add(key, Person.UNKNOWN));
        for (Row row : rows) {
            people.add(new PersonKey(row.getString(0), row.getString(1)), person(row));
        }
    }

    private static Person person(Row row) {
        return new Person(
                Optional.ofNullable(row.getString(2)).map(account -> new Person.Belonging(account, said(row, 3))),
                Optional.ofNullable(row.getString(5)).map(user -> new Person.Link(user, said(row, 6))),
                row.getBoolean(8));
    }

    private static StatementOrder said(Row row, int at) {
        return new StatementOrder(row.getOffsetDateTime(at).toInstant(), row.getString(at + 1));
    }

    /// What has been said last holds, also against what another partition has stored meanwhile.
    static void store(Sql sql, Map<PersonKey, Person> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        List<Person> persons = List.copyOf(people.values());
        sql.send(
                """
                INSERT INTO person AS p (tenant, person, account, account_at, account_by, linked_to, linked_at, linked_by, alone, touched_at)
                SELECT tenant, person, account, account_at, account_by, linked_to, linked_at, linked_by, alone, $10
                FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::timestamptz[], $8::text[],
                    $9::boolean[], $11::uuid[]) WITH ORDINALITY
                  AS new (tenant, person, account, account_at, account_by, linked_to, linked_at, linked_by, alone, belongs_to, n)
                -- In this statement, so that none slips in while its account is being erased.
                WHERE NOT EXISTS (SELECT FROM erased_account gone WHERE gone.fingerprint = new.belongs_to)
                ORDER BY n
                ON CONFLICT (tenant, person) DO UPDATE SET
                  (account, account_at, account_by) = (
                    SELECT account, account_at, account_by
                    FROM (VALUES (p.account, p.account_at, p.account_by), (excluded.account, excluded.account_at, excluded.account_by))
                      AS said (account, account_at, account_by)
                    ORDER BY account_at DESC NULLS LAST, account_by DESC LIMIT 1),
                  (linked_to, linked_at, linked_by) = (
                    SELECT linked_to, linked_at, linked_by
                    FROM (VALUES (p.linked_to, p.linked_at, p.linked_by), (excluded.linked_to, excluded.linked_at, excluded.linked_by))
                      AS said (linked_to, linked_at, linked_by)
                    ORDER BY linked_at DESC NULLS LAST, linked_by DESC LIMIT 1),
                  alone = p.alone OR excluded.alone,
                  touched_at = excluded.touched_at""",
                keys(people.keySet())
                        .addArrayOfString(texts(persons, person -> person.belonging().map(Person.Belonging::account)))
                        .addArrayOfOffsetDateTime(times(persons, person -> person.belonging().map(Person.Belonging::said)))
                        .addArrayOfString(texts(persons, person -> person.belonging().map(belonging -> belonging.said().message())))
                        .addArrayOfString(texts(persons, person -> person.link().map(Person.Link::user)))
                        .addArrayOfOffsetDateTime(times(persons, person -> person.link().map(Person.Link::said)))
                        .addArrayOfString(texts(persons, person -> person.link().map(link -> link.said().message())))
                        .addArrayOfBoolean(persons.stream().map(Person::alone).toArray(Boolean[]::new))
                        .addOffsetDateTime(utc(now))
                        .addArrayOfUUID(people.entrySet().stream().map(person -> account(person.getKey(), person.getValue()))
                                .toArray(UUID[]::new)));
    }

    /// The account in the row: where no other is known, the user's own.
    private static UUID account(PersonKey key, Person person) {
        String account = person.belonging().map(Person.Belonging::account)
                .or(() -> person.link().map(link -> AccountName.of(link.user())))
                .orElseGet(() -> key.isAnonymous() ? "" : AccountName.of(key.id()));
        return Fingerprint.of(new AccountKey(key.tenant(), account)).value();
    }

    /// Rows that say nothing and that nothing waits for. Rows that another transaction has locked are in use, and are skipped.
    static void forget(Sql sql, Instant before) {
        sql.update(
                """
                DELETE FROM person WHERE (tenant, person) IN (
                  SELECT p.tenant, p.person FROM person p
                  WHERE p.account IS NULL AND p.linked_to IS NULL AND NOT p.alone AND p.touched_at < $1
                    AND NOT EXISTS (SELECT FROM waiting_message w WHERE w.tenant = p.tenant AND w.person = p.person)
                  FOR UPDATE OF p SKIP LOCKED)""",
                Tuple.of(utc(before)));
    }

    /// Sorted: the order of locking.
    static Tuple keys(Collection<PersonKey> keys) {
        List<PersonKey> sorted = keys.stream().sorted().toList();
        return Tuple.tuple()
                .addArrayOfString(sorted.stream().map(PersonKey::tenant).toArray(String[]::new))
                .addArrayOfString(sorted.stream().map(PersonKey::person).toArray(String[]::new));
    }

    private static String[] texts(List<Person> persons, Function<Person, Optional<String>> value) {
        return persons.stream().map(value).map(text -> text.orElse(null)).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<Person> persons, Function<Person, Optional<StatementOrder>> value) {
        Stream<OffsetDateTime> times =
                persons.stream().map(value).map(said -> said.map(StatementOrder::at).map(PersonTable::utc).orElse(null));
        return times.toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
