package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OverloadTest {

    @Test
    void bytes_beyond_the_bound_are_refused_until_some_are_acknowledged() {
        InFlight inFlight = new InFlight(1_000);
        int first = inFlight.acquire(600, Duration.ZERO);

        assertThatThrownBy(() -> inFlight.acquire(600, Duration.ZERO))
                .isInstanceOfSatisfying(Refusal.Overloaded.class, refused -> assertThat(refused.retryAfter()).isPositive());

        inFlight.release(first);
        assertThat(inFlight.acquire(600, Duration.ZERO)).isEqualTo(600);
    }

    @Test
    void a_batch_larger_than_the_bound_goes_alone() {
        InFlight inFlight = new InFlight(1_000);
        int large = inFlight.acquire(5_000, Duration.ZERO);
        assertThatThrownBy(() -> inFlight.acquire(1, Duration.ZERO)).isInstanceOf(Refusal.Overloaded.class);
        inFlight.release(large);
        assertThat(inFlight.acquire(1_000, Duration.ZERO)).isEqualTo(1_000);
    }
}
