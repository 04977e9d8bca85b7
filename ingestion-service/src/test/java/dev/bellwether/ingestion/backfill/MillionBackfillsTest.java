package dev.bellwether.ingestion.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is asked again and again costs the same however many backfills there have been.
class MillionBackfillsTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    @Test
    void those_that_are_finished_are_not_read() {
        Map<String, Long> read = IngestionDatabase.rowsRead(own -> {
            for (int i = 0; i < TIMES; i++) {
                List<BackfillRun> finishing = own.withConnection(BackfillTable::finishing);
                assertThat(finishing).isEmpty();
                Optional<BackfillRun> unfinished = own.withConnection(sql -> BackfillTable.unfinished(sql, "acme"));
                assertThat(unfinished).isEmpty();
            }
            own.withConnection(sql -> BackfillContents.of(sql, "acme", List.of("7", "8")));
        },
                """
                INSERT INTO backfill (tenant, backfill, state, begun_at, finished_at)
                SELECT 'acme', i::text, 'FINISHED', '2026-01-01Z', '2026-01-01Z' FROM generate_series(1, 1000000) AS i""",
                """
                INSERT INTO backfill_content (tenant, backfill, log_partition, events, sources)
                SELECT 'acme', (i / 12)::text, i % 12, 1, '{crm}' FROM generate_series(1, 1000000) AS i""");
        assertThat(read.get("backfill_content")).as("of two, in twelve partitions each").isEqualTo(24);
        assertThat(read.getOrDefault("backfill", 0L)).isZero();
    }
}
