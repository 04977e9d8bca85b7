package dev.bellwether.chassis.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits longer after each failure in a row, up to a limit.
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private long next = FIRST_MILLIS;

    void reset() {
        next = FIRST_MILLIS;
    }

    long nextMillis() {
        return next;
    }

    /// @param stopped ends the waiting
    void pause(CountDownLatch stopped) throws InterruptedException {
        long millis = next;
        next = Math.min(next * 2, LONGEST_MILLIS);
        stopped.await(millis, TimeUnit.MILLISECONDS);
    }
}
