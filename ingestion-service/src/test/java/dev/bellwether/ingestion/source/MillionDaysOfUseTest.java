package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.IngestionDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is asked every second costs the same however long sources have been sending.
class MillionDaysOfUseTest {

    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    @Test
    void the_totals_of_a_month_are_read_without_the_months_before() {
        List<Source> limited = List.of(new Source("acme", "source-7"), new Source("acme", "source-8"));
        Map<String, Long> read = IngestionDatabase.rowsRead(own -> {
            for (int i = 0; i < TIMES; i++) {
                Map<Source, UseTable.Total> totals =
                        own.withConnection(sql -> UseTable.totals(sql, limited, LocalDate.of(2026, 5, 31)));
                assertThat(totals).containsOnly(
                        Map.entry(limited.get(0), new UseTable.Total(1, 31)), Map.entry(limited.get(1), new UseTable.Total(1, 31)));
            }
        },
                """
                INSERT INTO source_use (tenant, source, day, accepted, rejected, bytes, last_seen)
                SELECT 'acme', 'source-' || i % 1000, '2023-10-01'::date + i / 1000, 1, 0, 1, '2026-01-01Z' FROM generate_series(0, 999999) AS i""");
        assertThat(read.get("source_use")).isLessThanOrEqualTo(TIMES * 2L * 31);
    }
}
