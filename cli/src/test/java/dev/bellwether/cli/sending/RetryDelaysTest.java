package dev.bellwether.cli.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void pauses_grow_up_to_a_limit() {
        RetryDelays waiting = new RetryDelays(Duration.ofMinutes(2), new PrintStream(told, true));
        assertThat(IntStream.range(0, 8).mapToObj(_ -> waiting.failed("away").toMillis()))
                .containsExactly(200L, 400L, 800L, 1_600L, 3_000L, 3_000L, 3_000L, 3_000L);
        assertThat(told.toString()).as("less than a second").isEmpty();
        waiting.over();
        assertThat(waiting.failed("away").toMillis()).isEqualTo(200);
    }

    @Test
    void patience_ends() {
        assertThat(new RetryDelays(Duration.ofMillis(100), new PrintStream(told, true)).failed("away").isNegative()).isTrue();
    }

    @Test
    void a_call_is_repeated_while_its_service_is_away_and_not_when_it_refuses() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(RetryingCall.RESTART.<Integer>call(() -> {
            if (calls.incrementAndGet() < 3) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
            return calls.get();
        })).isEqualTo(3);
        assertThatThrownBy(() -> RetryingCall.RESTART.call(() -> {
            calls.incrementAndGet();
            throw Status.NOT_FOUND.asRuntimeException();
        })).isInstanceOf(StatusRuntimeException.class);
        assertThat(calls).hasValue(4);
    }
}
