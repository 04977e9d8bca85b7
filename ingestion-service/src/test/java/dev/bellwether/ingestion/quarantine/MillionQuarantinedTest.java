package dev.bellwether.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is old is found without reading what is not.
class MillionQuarantinedTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    @Test
    void forgetting_reads_only_what_is_forgotten() {
        Map<String, Long> read = IngestionDatabase.rowsRead(own -> {
            for (int i = 0; i < TIMES; i++) {
                own.withConnection(sql -> {
                    Quarantine.forget(sql, Instant.parse("2026-05-20T00:00:00Z"), Duration.ofDays(30));
                    return null;
                });
            }
        },
                """
                INSERT INTO quarantined_event (tenant, fingerprint, field, reason, message, event, first_seen_at, last_seen_at, occurrences, door, source)
                SELECT 'acme', gen_random_uuid(), 'f', 'REQUIRED', 'm', 'x', '2026-05-01Z', '2026-05-01Z'::timestamptz + make_interval(secs => i), 1, 'grpc', 's'
                FROM generate_series(1, 1000000) AS i""");
        assertThat(read.getOrDefault("quarantined_event", 0L)).isLessThanOrEqualTo(TIMES);
    }
}
