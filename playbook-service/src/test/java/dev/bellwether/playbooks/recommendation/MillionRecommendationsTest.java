package dev.bellwether.playbooks.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.MigratedDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the sweeper asks again and again costs the same however many recommendations there are.
class MillionRecommendationsTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    @Test
    void what_is_due_is_found_without_reading_what_is_not() {
        RecommendationTable table = new RecommendationTable(12);
        try (MigratedDatabase filled = new MigratedDatabase("db/chassis", "db/migration").filledBy("""
                INSERT INTO recommendation (id, tenant, account, log_partition, playbook, kind, segment, status, pending, value_at_stake, wake_at,
                    accepted, outcome, priority, revision, message)
                SELECT gen_random_uuid(), 'acme', i::text, i % 12, 'p', 1, 's', 1, i % 2 = 0, 1,
                    CASE WHEN i % 2 = 0 THEN '2026-06-01Z'::timestamptz + make_interval(secs => i) END, false, 0, 1, 1, 'x'
                FROM generate_series(1, 1000000) AS i""")) {
            Map<String, Long> read = filled.rowsReadBy(pool -> {
                PoolDatabase database = new PoolDatabase(pool);
                for (int i = 0; i < TIMES; i++) {
                    Set<AccountKey> due = database.withConnection(sql -> table.due(sql, Instant.parse("2026-06-01T00:00:04Z"), 100));
                    assertThat(due).containsExactly(new AccountKey("acme", "2"), new AccountKey("acme", "4"));
                }
            });
            assertThat(read.get("recommendation")).isLessThanOrEqualTo(3L * TIMES);
        }
    }
}
