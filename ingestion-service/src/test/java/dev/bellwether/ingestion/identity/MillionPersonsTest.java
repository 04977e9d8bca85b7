package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is forgotten is found without reading what is kept.
class MillionPersonsTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    // A BRIN index has no summary of its last 128 pages, and counts each page as ten rows.
    private static final long LAST_RANGE = 128 * 10;

    @Test
    void forgetting_reads_only_what_is_forgotten() {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        Map<String, Long> read = IngestionDatabase.rowsRead(own -> {
            for (int i = 0; i < TIMES; i++) {
                IdentityLoop.forget(own, now, Duration.ofDays(1), Duration.ofDays(60));
            }
        },
                """
                INSERT INTO person (tenant, person, account, account_at, touched_at)
                SELECT 'acme', 'user:' || i, 'account-' || i / 10, '2026-01-01Z', '2026-01-01Z' FROM generate_series(1, 1000000) AS i""",
                """
                INSERT INTO waiting_message (tenant, person, log_partition, log_offset, since, payload)
                SELECT 'acme', 'anonymous:' || i, i % 12, i, '2026-06-01Z', 'x' FROM generate_series(1, 1000000) AS i""",
                """
                INSERT INTO captured_message (identity, content_hash, seen_at)
                SELECT gen_random_uuid(), i, '2026-05-01Z'::timestamptz + make_interval(secs => i) FROM generate_series(1, 1000000) AS i""");
        assertThat(read).allSatisfy((_, rows) -> assertThat(rows).isLessThanOrEqualTo(TIMES * LAST_RANGE));
    }
}
