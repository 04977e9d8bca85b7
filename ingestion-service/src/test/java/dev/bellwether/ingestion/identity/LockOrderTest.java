package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.Event;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Writers of several partitions and replicas lock rows of the same tables. They do so in the order of the keys, whichever way PostgreSQL
/// joins the new rows with the erased accounts: the order in which rows enter an empty table shows it.
class LockOrderTest {

    private static final List<String> JOINS = List.of("hashjoin", "mergejoin", "nestloop");
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @FieldSource("JOINS")
    void people_are_locked_in_the_order_of_their_keys(String join) {
        List<PersonKey> keys = people();
        assertThat(names(join, sql -> PersonTable.load(sql, keys, NOW)))
                .isEqualTo(keys.stream().map(PersonKey::person).toList());
    }

    @ParameterizedTest
    @FieldSource("JOINS")
    void people_are_stored_in_the_order_of_their_keys(String join) {
        Map<PersonKey, Person> people = new TreeMap<>();
        people().forEach(key -> people.put(key, Person.UNKNOWN.isAlone()));
        assertThat(names(join, sql -> PersonTable.store(sql, people, NOW)))
                .isEqualTo(people.keySet().stream().map(PersonKey::person).toList());
    }

    @ParameterizedTest
    @FieldSource("JOINS")
    void rejected_events_are_stored_in_the_order_of_their_keys(String join) {
        List<Quarantined> rejected =
                IntStream.range(0, 40).mapToObj(i -> new Quarantined("acme", "fact", "REQUIRED", "must say what happened",
                        Event.newBuilder().setTenant("acme").setAccount("a" + i).setEventId("e" + i).build(), NOW)).toList();
        assertThat(rows(join, sql -> new Quarantine(100, 100).add(sql, rejected),
                "SELECT fingerprint FROM quarantined_event ORDER BY ctid", row -> row.getUUID(0)))
                .hasSize(40)
                .isSorted();
    }

    private static List<PersonKey> people() {
        return IntStream.range(0, 40).mapToObj(i -> PersonKey.user("acme", "u" + i)).sorted().toList();
    }

    private static List<String> names(String join, Consumer<Sql> write) {
        return rows(join, write, "SELECT person FROM person ORDER BY ctid", row -> row.getString(0));
    }

    private static <T> List<T> rows(String join, Consumer<Sql> write, String written, Function<Row, T> value) {
        try (IngestionDatabase stored = new IngestionDatabase()) {
            return stored.database.inTransaction(sql -> {
                JOINS.stream().filter(other -> !other.equals(join)).forEach(other -> sql.execute("SET LOCAL enable_" + other + " = off"));
                write.accept(sql);
                List<T> rows = new ArrayList<>();
                sql.execute(written).forEach(row -> rows.add(value.apply(row)));
                return rows;
            });
        }
    }
}
