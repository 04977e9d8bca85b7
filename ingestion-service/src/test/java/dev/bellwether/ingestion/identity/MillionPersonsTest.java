package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.operations.HeldBack;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.IngestionDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is forgotten, and who is settled, is found without reading what is kept and who waits on.
class MillionPersonsTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    // A BRIN index has no summary of its last 128 pages, and counts each page as ten rows.
    private static final long LAST_RANGE = 128 * 10;

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void forgetting_reads_only_what_is_forgotten() {
        assertThat(rowsRead(own -> IdentityLoop.forget(own, NOW, Duration.ofDays(1), Duration.ofDays(60))))
                .allSatisfy((_, rows) -> assertThat(rows).isLessThanOrEqualTo(TIMES * LAST_RANGE));
    }

    @Test
    void settling_reads_only_what_is_due() {
        assertThat(rowsRead(own -> Harness.settling(own, Harness.inbound(), NOW).settleDue()))
                .allSatisfy((_, rows) -> assertThat(rows).isLessThanOrEqualTo(TIMES));
    }

    @Test
    void telling_how_much_waits_for_a_company_reads_no_more_than_is_counted() {
        assertThat(rowsRead(own -> {
            UsersWithoutCompany users = new UsersWithoutCompany(own, InstantSource.fixed(NOW));
            assertThat(own.withConnection(users::heldBack))
                    .isEqualTo(new HeldBack(UsersWithoutCompany.MOST_COUNTED, Optional.of(Duration.ofSeconds(5))));
        })).allSatisfy((_, rows) -> assertThat(rows).isLessThanOrEqualTo(TIMES * (UsersWithoutCompany.MOST_COUNTED + 1L)));
    }

    private static Map<String, Long> rowsRead(Consumer<Database> work) {
        return IngestionDatabase.rowsRead(own -> {
            for (int i = 0; i < TIMES; i++) {
                work.accept(own);
            }
        },
                """
                INSERT INTO person (tenant, person, account, account_at, alone, touched_at)
                SELECT 'acme', 'user:' || i, CASE WHEN i % 2 = 0 THEN 'account-' || i / 10 END, CASE WHEN i % 2 = 0 THEN '2026-01-01Z'::timestamptz END,
                    i % 2 = 1, '2026-01-01Z'
                FROM generate_series(1, 1000000) AS i""",
                """
                INSERT INTO waiting_message (tenant, person, log_partition, log_offset, since, payload, settles_at, settles_by)
                SELECT 'acme', CASE WHEN i % 10 = 0 THEN 'user:' ELSE 'anonymous:' END || i, i % 12, i, '2026-06-01Z', 'x',
                    CASE WHEN i % 10 = 0 THEN '2026-06-01T12:00:05Z'::timestamptz END, CASE WHEN i % 10 = 0 THEN '2026-06-01T12:01:00Z'::timestamptz END
                FROM generate_series(1, 1000000) AS i""",
                """
                INSERT INTO captured_message (identity, content_hash, seen_at)
                SELECT gen_random_uuid(), i, '2026-05-01Z'::timestamptz + make_interval(secs => i) FROM generate_series(1, 1000000) AS i""");
    }
}
