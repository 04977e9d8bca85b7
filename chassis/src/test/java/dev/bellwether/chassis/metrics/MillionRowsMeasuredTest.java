package dev.bellwether.chassis.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.store.Publications;
import dev.bellwether.chassis.testing.MillionRows;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is measured every few seconds costs the same however much is stored.
class MillionRowsMeasuredTest {

    private static final int TIMES = 20;

    @Test
    void a_sample_reads_neither_what_is_published_nor_more_suspended_accounts_than_it_counts() {
        try (MillionRows rows = new MillionRows(MillionRows.Table.EVENTS, MillionRows.Table.SUSPENDED_ACCOUNTS)) {
            Map<String, Long> read = rows.readBy(database -> {
                DatabaseMeasures measures = new DatabaseMeasures(database);
                for (int i = 0; i < TIMES; i++) {
                    measures.sample(i);
                }
            });
            assertThat(read.getOrDefault("event", 0L)).isLessThanOrEqualTo(2L * TIMES);
            // Rows are read by the page, and a page may hold a few more than are counted.
            assertThat(read.get("suspended_account")).isLessThan(TIMES * (Publications.MOST_COUNTED + 1000L));
        }
    }
}
