package dev.bellwether.chassis.log.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.SqlFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BatchBisectorTest {
    private static final Throwable BUG = new IllegalStateException();

    @Test
    void the_one_record_at_which_a_batch_fails_is_found_in_few_steps() {
        for (int guilty = 0; guilty < 100; guilty++) {
            assertThat(stepsToFind(guilty, 100, BUG)).as("record %d", guilty).isLessThan(40);
        }
    }

    @Test
    void a_transient_failure_is_blamed_on_no_record() {
        var bisector = new BatchBisector();
        for (int i = 0; i < 1_000; i++) {
            assertThat(bisector.isFoundBy(new SqlFailure("away", new IOException()), 1)).isFalse();
        }
        assertThat(bisector.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void once_it_is_over_batches_grow_again() {
        var bisector = new BatchBisector();
        for (int i = 0; i < 10; i++) {
            bisector.isFoundBy(BUG, Math.min(bisector.limit(), 1_000));
        }
        assertThat(bisector.limit()).isLessThan(1_000);
        for (int i = 0; i < 40; i++) {
            bisector.succeeded();
        }
        assertThat(bisector.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    private static int stepsToFind(int guilty, int records, Throwable failure) {
        var bisector = new BatchBisector();
        int first = 0;
        for (int step = 1;; step++) {
            int batch = Math.min(bisector.limit(), records - first);
            if (guilty < first + batch) {
                if (bisector.isFoundBy(failure, batch)) {
                    assertThat(first).isEqualTo(guilty);
                    return step;
                }
            } else {
                first += batch;
                bisector.succeeded();
            }
        }
    }
}
