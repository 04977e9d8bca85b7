package dev.bellwether.chassis.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/// Exponential backoff with jitter: each failure in a row doubles the delay up to a limit, and between a half and the whole of it
/// is waited, so that replicas that fail together do not try again together. Not thread-safe.
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier jitter;
    private Duration next;

    /// @param first   the most after one failure; above zero
    /// @param longest the most after any number of them
    public Backoff(Duration first, Duration longest) {
        this(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /// @param jitter 0 for half the delay, nearly 1 for the whole
    public Backoff(Duration first, Duration longest, DoubleSupplier jitter) {
        this.first = first;
        this.longest = longest;
        this.jitter = jitter;
        this.next = first;
    }

    /// How long to wait after one more failure; never zero.
    public Duration next() {
        Duration whole = next.compareTo(longest) < 0 ? next : longest;
        next = whole.multipliedBy(2);
        long half = whole.toNanos() / 2;
        return Duration.ofNanos(Math.max(1, half + (long) (half * jitter.getAsDouble())));
    }

    /// It has succeeded: the next failure is the first again.
    public void reset() {
        next = first;
    }
}
