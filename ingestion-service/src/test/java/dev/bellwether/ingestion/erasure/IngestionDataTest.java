package dev.bellwether.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.journal.JournalPartitions;
import dev.bellwether.ingestion.validation.AccountName;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose persons, and what waits for them, are an account's: against a real database.
class IngestionDataTest {

    private IngestionDatabase stored;
    private final AccountData data = IngestionData.tables();

    @BeforeEach
    void open() {
        stored = new IngestionDatabase();
        JournalPartitions.create(stored.database, 1);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    private void person(String tenant, String person, String account, String linkedTo) {
        stored.database.withConnection(sql -> sql.update(
                "INSERT INTO person (tenant, person, account, linked_to, touched_at) VALUES ($1, $2, $3, $4, now())",
                Tuple.of(tenant, person, account, linkedTo)));
    }

    private void waiting(String person, int offset, String account) {
        stored.database.withConnection(sql -> sql.update(
                """
                INSERT INTO waiting_message (tenant, person, log_partition, log_offset, since, payload, account, found_by)
                VALUES ('acme', $1, 1, $2, now(), '', $3, CASE WHEN $3::text IS NOT NULL THEN 7 END)""",
                Tuple.of(person, offset, account)));
    }

    private List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute(query))) {
            rows.add(row.getString(0));
        }
        return rows;
    }

    private void delete(String account) {
        stored.database.inTransaction(sql -> {
            data.delete(sql, new AccountKey("acme", account));
            return null;
        });
    }

    @Test
    void an_account_has_its_persons_the_persons_linked_to_them_and_the_messages_that_wait_for_them() {
        person("acme", "user:ada", "globex", null);
        person("acme", "anonymous:phone", null, "ada");
        person("acme", "anonymous:kiosk", "globex", null);
        person("acme", "anonymous:stranger", null, null);
        person("acme", "user:bob", "hooli", null);
        person("acme", "anonymous:tablet", null, "bob");
        person("globex", "user:ada", "globex", null);
        waiting("anonymous:phone", 1, null);
        waiting("anonymous:stranger", 2, null);
        waiting("anonymous:laptop", 3, "globex");
        waiting("anonymous:tablet", 4, "hooli");
        delete("globex");
        assertThat(rows("SELECT tenant || ' ' || person FROM person ORDER BY 1"))
                .containsExactly("acme anonymous:stranger", "acme anonymous:tablet", "acme user:bob", "globex user:ada");
        assertThat(rows("SELECT person FROM waiting_message ORDER BY 1")).containsExactly("anonymous:stranger", "anonymous:tablet");
    }

    @Test
    void a_user_who_is_an_account_is_all_that_there_is_of_it_under_the_id_that_they_have_there() {
        person("acme", "user:a b", null, "c");
        person("acme", "anonymous:phone", null, "a b");
        person("acme", "anonymous:a b", null, null);
        person("acme", "user:c", null, "d");
        delete(AccountName.of("a b"));
        assertThat(rows("SELECT person FROM person ORDER BY 1")).containsExactly("anonymous:a b", "user:c");
    }

    @Test
    void a_rejected_event_is_found_by_what_was_read_of_it_however_its_ids_were_written() {
        person("acme", "user:zo\u00eb", "globex", null);
        rejected(1, "{\"userId\":\"zo\\u00eb\"}", "{\"userId\":\"zo\u00eb\"}");
        rejected(2, "{\"userId\":\"bob\"}", "{\"userId\":\"bob\",\"context\":{\"groupId\":\"globex\"}}");
        rejected(3, "{\"userId\":\"zo\u00eb\"}", null);
        rejected(4, "{\"userId\":\"bob\"}", null);
        delete("globex");
        assertThat(rows("SELECT message FROM quarantined_event")).containsExactly("4");
    }

    private void rejected(int number, String raw, String complete) {
        stored.database.withConnection(sql -> sql.update(
                """
                INSERT INTO quarantined_event (tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source, raw, complete)
                VALUES ('acme', $1, '', '', $2, '', now(), now(), 1, 'segment', 'web', convert_to($3, 'UTF8'), convert_to($4, 'UTF8'))""",
                Tuple.of(new java.util.UUID(0, number), Integer.toString(number), raw, complete)));
    }

    @Test
    void they_are_found_by_indexes_however_many_other_persons_there_are() {
        stored.database.withConnection(sql -> sql.execute("""
                INSERT INTO person (tenant, person, account, linked_to, touched_at)
                SELECT 'acme', 'user:' || i, 'a' || i / 3, NULL, now() FROM generate_series(1, 20000) AS i
                UNION ALL SELECT 'acme', 'anonymous:' || i, NULL, i::text, now() FROM generate_series(1, 20000) AS i"""));
        stored.database.withConnection(sql -> sql.execute("""
                INSERT INTO waiting_message (tenant, person, log_partition, log_offset, since, payload)
                SELECT 'acme', 'anonymous:' || i, 1, i, now(), '' FROM generate_series(1, 20000) AS i"""));
        stored.database.withConnection(sql -> sql.execute("VACUUM ANALYZE person, waiting_message"));
        assertThat(plan("DELETE FROM person WHERE " + IngestionData.PERSONS)).contains("person_by_account", "person_by_link")
                .doesNotContain("Seq Scan");
        assertThat(plan("DELETE FROM waiting_message WHERE " + IngestionData.WAITING)).contains("waiting_message_found")
                .doesNotContain("Seq Scan");
    }

    private String plan(String statement) {
        StringBuilder plan = new StringBuilder();
        stored.database.withConnection(sql -> sql.execute("EXPLAIN " + statement, Tuple.of("acme", "a7", "a7")))
                .forEach(row -> plan.append(row.getString(0)).append('\n'));
        return plan.toString();
    }
}
