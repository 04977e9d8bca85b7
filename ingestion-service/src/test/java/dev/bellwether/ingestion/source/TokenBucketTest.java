package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final TokenBucket bucket = new TokenBucket(10, NOON);

    @Test
    void five_seconds_worth_may_come_at_once_and_then_it_is_the_rate() {
        assertThat(bucket.take(50, NOON)).isZero();
        assertThat(bucket.take(1, NOON)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.take(20, NOON.plusMillis(1_500))).isBetween(Duration.ofMillis(500), Duration.ofMillis(502));
        assertThat(bucket.take(20, NOON.plusMillis(2_002))).isZero();
    }

    @Test
    void a_batch_that_it_can_never_hold_is_taken_when_it_is_full_and_made_up_for() {
        assertThat(bucket.take(150, NOON)).isZero();
        // 100 in debt: ten seconds to nothing, five more to full.
        assertThat(bucket.take(1, NOON.plusSeconds(10))).isPositive();
        assertThat(bucket.take(1_000, NOON.plusSeconds(14))).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_002));
        assertThat(bucket.take(1_000, NOON.plusSeconds(15))).isZero();
    }

    @Test
    void an_empty_batch_takes_nothing_and_never_waits() {
        assertThat(bucket.take(0, NOON)).isZero();
        assertThat(bucket.take(150, NOON)).isZero();
        assertThat(bucket.take(0, NOON)).isZero();
        assertThat(bucket.take(50, NOON.plusSeconds(15))).isZero();
    }

    @Test
    void the_largest_limit_there_can_be_lets_everything_through() {
        TokenBucket wide = new TokenBucket(1_000_000_000_000L, NOON);
        assertThat(wide.perSecond()).isEqualTo(1_000_000_000_000L);
        assertThat(wide.take(2_500, NOON)).isZero();
        assertThat(wide.take(Integer.MAX_VALUE, NOON.plus(Duration.ofDays(300_000)))).isZero();
    }

    @Test
    void it_never_holds_more_than_its_capacity() {
        assertThat(bucket.take(51, NOON.plus(Duration.ofDays(300_000)))).isZero();
        assertThat(bucket.take(1, NOON.plus(Duration.ofDays(300_000)))).isPositive();
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_stops_nothing() {
        bucket.take(50, NOON);
        assertThat(bucket.take(1, NOON.minusSeconds(3_600))).isPositive();
        assertThat(bucket.take(10, NOON.minusSeconds(3_599))).isZero();
    }
}
