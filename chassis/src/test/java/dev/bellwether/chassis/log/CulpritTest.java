package dev.bellwether.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.SqlFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CulpritTest {
    private static final Throwable BUG = new IllegalStateException();

    @Test
    void the_one_record_at_which_a_batch_fails_is_found_in_few_steps() {
        for (int guilty = 0; guilty < 100; guilty++) {
            assertThat(stepsToFind(guilty, 100, BUG)).as("record %d", guilty).isLessThan(40);
        }
    }

    @Test
    void a_failure_that_will_pass_blames_nobody() {
        var culprit = new Culprit();
        for (int i = 0; i < 1_000; i++) {
            assertThat(culprit.isFoundBy(new SqlFailure("away", new IOException()), 1)).isFalse();
        }
        assertThat(culprit.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void once_it_is_over_batches_grow_again() {
        var culprit = new Culprit();
        for (int i = 0; i < 10; i++) {
            culprit.isFoundBy(BUG, Math.min(culprit.limit(), 1_000));
        }
        assertThat(culprit.limit()).isLessThan(1_000);
        for (int i = 0; i < 40; i++) {
            culprit.succeeded();
        }
        assertThat(culprit.limit()).isEqualTo(Integer.MAX_VALUE);
    }

    private static int stepsToFind(int guilty, int records, Throwable failure) {
        var culprit = new Culprit();
        int first = 0;
        for (int step = 1; ; step++) {
            int batch = Math.min(culprit.limit(), records - first);
            if (guilty < first + batch) {
                if (culprit.isFoundBy(failure, batch)) {
                    assertThat(first).isEqualTo(guilty);
                    return step;
                }
            } else {
                first += batch;
                culprit.succeeded();
            }
        }
    }
}
