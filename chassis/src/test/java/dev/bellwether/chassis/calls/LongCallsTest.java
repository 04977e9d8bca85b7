package dev.bellwether.chassis.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LongCallsTest {

    private final LongCalls calls = new LongCalls(Duration.ZERO);
    private final List<String> asked = new ArrayList<>();

    @Test
    void a_replica_that_ends_asks_its_long_calls_to_end_once_each() {
        calls.begin(() -> asked.add("one"));
        calls.begin(() -> asked.add("two"));
        calls.end();
        calls.end();
        assertThat(asked).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void a_call_that_is_over_is_not_asked() {
        calls.begin(() -> asked.add("over")).close();
        calls.end();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_call_that_begins_afterwards_is_asked_at_once() {
        calls.end();
        calls.begin(() -> asked.add("late"));
        assertThat(asked).containsExactly("late");
    }

    @Test
    void a_call_that_cannot_be_asked_to_end_does_not_stop_the_others_from_being_asked() {
        calls.begin(() -> {
            throw new IllegalStateException("gone");
        });
        calls.begin(() -> asked.add("next"));
        calls.end();
        assertThat(asked).containsExactly("next");
    }

    @Test
    void they_are_asked_when_the_delay_is_over_in_which_callers_learn_of_it() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        calls.begin(end::countDown);
        calls.leave(new ShutdownDelayInitiatedEvent());
        assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
