package dev.bellwether.chassis.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static Stream<Long> millis(Backoff backoff, int times) {
        return Stream.generate(backoff::next).limit(times).map(Duration::toMillis);
    }

    @Test
    void the_delay_doubles_up_to_the_limit() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), () -> 1);
        // By hand: 100 × 2^n, at most 500.
        assertThat(millis(backoff, 5)).containsExactly(100L, 200L, 400L, 500L, 500L);
    }

    @Test
    void after_a_success_it_begins_again() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), () -> 1);
        millis(backoff, 3).toList();
        backoff.reset();
        assertThat(millis(backoff, 2)).containsExactly(100L, 200L);
    }

    @Test
    void jitter_takes_away_half_the_delay_at_most() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500), () -> 0);
        assertThat(millis(backoff, 5)).containsExactly(50L, 100L, 200L, 250L, 250L);
    }

    @Test
    void replicas_that_fail_together_do_not_wait_equally_long() {
        assertThat(Stream.generate(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5)).next()).limit(50))
                .allMatch(delay -> delay.compareTo(Duration.ofMillis(500)) >= 0 && delay.compareTo(Duration.ofSeconds(1)) <= 0)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_delay_is_never_zero_and_never_too_long_to_count() {
        var backoff = new Backoff(Duration.ofNanos(1), Duration.ofDays(1), () -> 0);
        assertThat(Stream.generate(backoff::next).limit(200)).allMatch(Duration::isPositive).last().isEqualTo(Duration.ofHours(12));
    }
}
