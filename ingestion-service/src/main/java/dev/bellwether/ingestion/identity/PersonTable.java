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

    private static final String COLUMNS = "p.tenant, p.person, p.account, p.account_at, p.linked_to, p.linked_at";

    private PersonTable() {}

    /// Everyone that the messages are about, and whoever they are linked to. Anonymous ones stay locked, in one order, until the
    /// transaction ends: whatever waits for them, and whatever makes them known, comes one after the other.
    static People load(Sql sql, List<Captured> messages, Instant now) {
        Map<Boolean, Set<PersonKey>> concerned = messages.stream()
                .map(Captured::message)
                .flatMap(People::concerned)
                .collect(Collectors.partitioningBy(PersonKey::isAnonymous, Collectors.toSet()));
        People people = new People();
        if (!concerned.get(true).isEmpty()) {
            add(people, concerned.get(true), lock(sql, concerned.get(true), now));
        }
        // Whoever an anonymous one is linked to need not be the user of any message.
        Set<PersonKey> users = new HashSet<>(concerned.get(false));
        users.addAll(people.toFollow());
        while (!users.isEmpty()) {
            add(people, users, find(sql, users));
            users = people.toFollow();
        }
        return people;
    }

    private static RowSet<Row> lock(Sql sql, Collection<PersonKey> keys, Instant now) {
        return sql.execute(
                """
                INSERT INTO person AS p (tenant, person, touched_at)
                SELECT k.tenant, k.person, $3 FROM unnest($1::text[], $2::text[]) AS k (tenant, person)
                ON CONFLICT (tenant, person) DO UPDATE SET touched_at = excluded.touched_at RETURNING\s""" + COLUMNS,
                keys(keys).addOffsetDateTime(utc(now)));
    }

    private static RowSet<Row> find(Sql sql, Collection<PersonKey> keys) {
        return sql.execute(
                "SELECT " + COLUMNS + " FROM person p JOIN unnest($1::text[], $2::text[]) AS k (tenant, person) USING (tenant, person)",
                keys(keys));
    }

    private static void add(People people, Set<PersonKey> keys, RowSet<Row> rows) {
        for (Row row : rows) {
            people.add(new PersonKey(row.getString(0), row.getString(1)), person(row));
        }
        keys.forEach(key -> people.add(key, Person.UNKNOWN));
    }

    private static Person person(Row row) {
        return new Person(
                Optional.ofNullable(row.getString(2)).map(account -> new Person.Belonging(account, row.getOffsetDateTime(3).toInstant())),
                Optional.ofNullable(row.getString(4)).map(user -> new Person.Link(user, row.getOffsetDateTime(5).toInstant())));
    }

    /// What has been said last holds, also against what another partition has stored meanwhile.
    static void store(Sql sql, Map<PersonKey, Person> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        List<Person> persons = List.copyOf(people.values());
        sql.send(
                """
                INSERT INTO person AS p (tenant, person, account, account_at, linked_to, linked_at, touched_at)
                SELECT tenant, person, account, account_at, linked_to, linked_at, $7
                FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $8::uuid[])
                  AS new (tenant, person, account, account_at, linked_to, linked_at, belongs_to)
                -- In this statement, so that none slips in while its account is being erased.
                WHERE NOT EXISTS (SELECT FROM erased_account gone WHERE gone.fingerprint = new.belongs_to)
                ON CONFLICT (tenant, person) DO UPDATE SET
                  account = CASE WHEN p.account_at > excluded.account_at THEN p.account ELSE coalesce(excluded.account, p.account) END,
                  account_at = greatest(p.account_at, excluded.account_at),
                  linked_to = CASE WHEN p.linked_at > excluded.linked_at THEN p.linked_to ELSE coalesce(excluded.linked_to, p.linked_to) END,
                  linked_at = greatest(p.linked_at, excluded.linked_at),
                  touched_at = excluded.touched_at""",
                keys(people.keySet())
                        .addArrayOfString(texts(persons, person -> person.belonging().map(Person.Belonging::account)))
                        .addArrayOfOffsetDateTime(times(persons, person -> person.belonging().map(Person.Belonging::at)))
                        .addArrayOfString(texts(persons, person -> person.link().map(Person.Link::user)))
                        .addArrayOfOffsetDateTime(times(persons, person -> person.link().map(Person.Link::at)))
                        .addOffsetDateTime(utc(now))
                        .addArrayOfUUID(people.entrySet().stream().map(person -> account(person.getKey(), person.getValue())).toArray(UUID[]::new)));
    }

    /// The account that the row tells of: of a link, the user's own.
    private static UUID account(PersonKey key, Person person) {
        String account = person.belonging().map(Person.Belonging::account)
                .or(() -> person.link().map(link -> AccountName.of(link.user())))
                .orElse("");
        return Fingerprint.of(new AccountKey(key.tenant(), account)).value();
    }

    /// Rows that say nothing and that nothing waits for. Whoever has them in hand touches them.
    static void forget(Sql sql, Instant before) {
        sql.update(
                """
                DELETE FROM person p WHERE p.account IS NULL AND p.linked_to IS NULL AND p.touched_at < $1
                  AND NOT EXISTS (SELECT FROM waiting_message w WHERE w.tenant = p.tenant AND w.person = p.person)""",
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

    private static OffsetDateTime[] times(List<Person> persons, Function<Person, Optional<Instant>> value) {
        Stream<OffsetDateTime> times = persons.stream().map(value).map(at -> at.map(PersonTable::utc).orElse(null));
        return times.toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
