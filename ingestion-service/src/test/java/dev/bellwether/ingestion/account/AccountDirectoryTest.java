package dev.bellwether.ingestion.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.journal.JournalPartitions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Against a real database with many events of few accounts, and what PostgreSQL itself finds by reading all of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountDirectoryTest {

    private static final int PARTITIONS = 3;

    private IngestionDatabase stored;

    @BeforeAll
    void fill() {
        stored = new IngestionDatabase();
        JournalPartitions.create(stored.database, PARTITIONS);
        stored.database.inTransaction(sql -> {
            // Unevenly: one account has half of the events, and partition 0 most of the accounts.
            sql.execute("""
                    INSERT INTO journal (log_partition, tenant, account, identity, log_offset, occurred_at, content_hash, payload)
                    SELECT CASE WHEN a % 10 = 0 THEN 1 WHEN a = 77 THEN 2 ELSE 0 END, t, 'a' || a, gen_random_uuid(), e,
                      '2026-03-10T12:00Z'::timestamptz - make_interval(mins => e * (a % 7 + 1)), 0, ''
                    FROM unnest(ARRAY['acme', 'acme-2', 'globex']) AS t, generate_series(1, 300) AS a,
                      generate_series(1, CASE WHEN a = 5 THEN 30000 ELSE 100 END) AS e""");
            sql.execute("""
                    INSERT INTO person (tenant, person, account, account_at, touched_at)
                    SELECT t, 'user:' || p, 'p' || p / 50, now(), now() FROM unnest(ARRAY['acme', 'strangers']) AS t, generate_series(1, 5000) AS p
                    UNION ALL SELECT 'acme', 'user:of-a7', 'a7', now(), now()
                    UNION ALL SELECT 'acme', 'anonymous:' || p, NULL, NULL, now() FROM generate_series(1, 100) AS p""");
            sql.execute("""
                    INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                    VALUES ('one', 1, 'acme', 'Suspended', 1, ''), ('other', 1, 'acme', 'Suspended', 1, ''), ('one', 2, 'acme', 'a7', 1, ''),
                      ('one', 1, 'elsewhere', 'x', 1, '')""");
            return null;
        });
        stored.database.withConnection(sql -> sql.execute("VACUUM ANALYZE journal, person"));
    }

    @AfterAll
    void close() {
        stored.close();
    }

    private List<ListedAccount> read(String tenant, int size) {
        AccountDirectory accounts = new AccountDirectory(stored.database, () -> PARTITIONS);
        List<ListedAccount> all = new ArrayList<>();
        AccountDirectory.Page page;
        do {
            page = accounts.page(tenant, all.isEmpty() ? "" : all.getLast().account(), size);
            assertThat(page.accounts()).hasSizeLessThanOrEqualTo(size);
            all.addAll(page.accounts());
        } while (page.more());
        return all;
    }

    private List<ListedAccount> known(String tenant) {
        List<ListedAccount> known = new ArrayList<>();
        for (Row row : stored.database.withConnection(sql -> sql.execute(
                """
                SELECT account, max(at) FROM (
                  SELECT account, occurred_at AS at FROM journal WHERE tenant = $1
                  UNION ALL SELECT account, NULL FROM person WHERE tenant = $1 AND account IS NOT NULL
                  UNION ALL SELECT account COLLATE "C", NULL FROM suspended_account WHERE tenant = $1) AS any_of_them
                GROUP BY account ORDER BY account COLLATE "C\"""",
                Tuple.of(tenant)))) {
            known.add(new ListedAccount(row.getString(0), Optional.ofNullable(row.getOffsetDateTime(1)).map(OffsetDateTime::toInstant)));
        }
        return known;
    }

    @Test
    void pages_of_any_size_hold_every_account_of_the_tenant_once_in_order() {
        assertThat(known("acme")).hasSize(300 + 101 + 1);
        for (int size : List.of(1, 7, 100, 402, 1_000)) {
            assertThat(read("acme", size)).as("pages of " + size).isEqualTo(known("acme"));
        }
        assertThat(read("acme-2", 50)).isEqualTo(known("acme-2")).hasSize(300);
        assertThat(read("strangers", 50)).isEqualTo(known("strangers")).hasSize(101);
        assertThat(read("absent", 50)).isEmpty();
    }

    @Test
    void a_page_ends_with_the_last_account_when_that_fills_it() {
        assertThat(new AccountDirectory(stored.database, () -> PARTITIONS).page("acme-2", "", 300).more()).isFalse();
        assertThat(new AccountDirectory(stored.database, () -> PARTITIONS).page("acme-2", "", 299).more()).isTrue();
    }

    @Test
    void reading_accounts_costs_two_looks_at_the_index_for_each_and_not_their_events() {
        List<JsonObject> looks = looks(AccountScan.journal(0), "acme", "a4", "journal_p0");
        assertThat(looks).hasSize(3).allSatisfy(look -> {
            assertThat(look.getString("Node Type")).isEqualTo("Index Only Scan");
            assertThat(look.getString("Index Name")).contains("tenant_account_occurred_at");
        });
        assertThat(rows(looks)).as("among them those of the account that has 30,000 events").isBetween(99.0, 102.0);
    }

    @Test
    void reading_the_accounts_of_persons_costs_one_look_at_the_index_for_each() {
        List<JsonObject> looks = looks(AccountScan.PERSONS, "strangers", "", "person");
        assertThat(looks).hasSize(2).allSatisfy(look -> assertThat(look.getString("Index Name")).isEqualTo("person_by_account"));
        assertThat(rows(looks)).isBetween(49.0, 51.0);
    }

    /// How a table was looked at for the next 50 accounts.
    private List<JsonObject> looks(String scan, String tenant, String after, String table) {
        Row row = stored.database.withConnection(sql -> sql.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + scan, Tuple.of(tenant, after, 50)))
                .iterator().next();
        JsonObject plan = new JsonArray(row.getValue(0).toString()).getJsonObject(0).getJsonObject("Plan");
        assertThat(plan.encode()).doesNotContain("\"Sort\"");
        return of(plan, table);
    }

    private static double rows(List<JsonObject> looks) {
        return looks.stream().mapToDouble(look -> look.getDouble("Actual Rows") * look.getDouble("Actual Loops")).sum();
    }

    private static List<JsonObject> of(JsonObject node, String table) {
        List<JsonObject> found = new ArrayList<>();
        if (table.equals(node.getString("Relation Name"))) {
            found.add(node);
        }
        for (Object child : node.getJsonArray("Plans", new JsonArray())) {
            found.addAll(of((JsonObject) child, table));
        }
        return found;
    }
}
