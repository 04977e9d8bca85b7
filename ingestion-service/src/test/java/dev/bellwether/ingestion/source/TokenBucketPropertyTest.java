package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketPropertyTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @Property(tries = 500)
    void over_any_time_no_more_passes_than_the_rate_a_burst_and_one_batch(
            @ForAll @IntRange(min = 1, max = 1_000) int perSecond,
            @ForAll @Size(max = 60) List<@IntRange(max = 20_000) Integer> pauses,
            @ForAll @Size(min = 60, max = 60) List<@IntRange(min = 1, max = 2_500) Integer> batches) {
        TokenBucket bucket = new TokenBucket(perSecond, NOON);
        Instant now = NOON;
        long passed = 0;
        for (int i = 0; i < pauses.size(); i++) {
            now = now.plusMillis(pauses.get(i));
            if (bucket.take(batches.get(i), now).isZero()) {
                passed += batches.get(i);
            }
        }
        double seconds = Duration.between(NOON, now).toMillis() / 1_000.0;
        assertThat((double) passed).isLessThanOrEqualTo(perSecond * (seconds + TokenBucket.BURST_SECONDS) + 2_500);
    }

    @Example
    void a_wait_of_a_whole_number_of_milliseconds_is_enough() {
        TokenBucket bucket = new TokenBucket(60, NOON);
        bucket.take(1_207, NOON);
        Duration wait = bucket.take(62, NOON);
        assertThat(wait).isEqualTo(Duration.ofMillis(16_150));
        assertThat(bucket.take(62, NOON.plus(wait))).isZero();
    }

    @Property(tries = 2_000)
    void a_caller_that_waits_for_the_retry_delay_passes(
            @ForAll @IntRange(min = 1, max = 100_000) int perSecond,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 2_500) Integer> batches) {
        TokenBucket bucket = new TokenBucket(perSecond, NOON);
        Instant now = NOON;
        for (int batch : batches) {
            Duration wait = bucket.take(batch, now);
            if (!wait.isZero()) {
                now = now.plus(wait);
                assertThat(bucket.take(batch, now)).isZero();
            }
        }
    }
}
