package dev.bellwether.local.sending;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Repeats a call while its service is away, for a while.
public record Patience(Duration duration) {

    private static final long PAUSE_MILLIS = 250;

    /// Only for a call that may be made twice.
    public <A> A call(Supplier<A> call) {
        long end = System.nanoTime() + duration.toNanos();
        while (true) {
            try {
                return call.get();
            } catch (StatusRuntimeException failure) {
                if (!Passing.is(failure.getStatus()) || System.nanoTime() > end) {
                    throw failure;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
                throw Status.CANCELLED.withCause(failure).asRuntimeException();
            }
        }
    }
}
