package dev.bellwether.cli.sending;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.Supplier;

/// Repeats a call while its service is away, for a while, and says so.
public record RetryingCall(Duration duration) {

    /// For as long as a service takes to start again on a slow machine.
    public static final RetryingCall RESTART = new RetryingCall(Duration.ofMinutes(2));

    /// Only for a call that may be made twice.
    public <A> A call(Supplier<A> call) {
        RetryDelays waiting = new RetryDelays(duration);
        while (true) {
            try {
                A answer = call.get();
                waiting.over();
                return answer;
            } catch (StatusRuntimeException failure) {
                Duration pause =
                        TransientErrors.is(failure.getStatus()) ? waiting.failed(why(failure.getStatus())) : Duration.ofSeconds(-1);
                if (pause.isNegative()) {
                    throw failure;
                }
                sleep(pause);
            }
        }
    }

    private static String why(Status status) {
        return status.getDescription() == null ? "A service fails (" + status.getCode() + ")" : status.getDescription();
    }

    private static void sleep(Duration pause) {
        try {
            RetryDelays.pause(pause);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(failure).asRuntimeException();
        }
    }
}
