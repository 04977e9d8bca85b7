package dev.bellwether.playbooks.service;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits, within bounds, for what happens elsewhere.
final class AwaitedValue {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long INTERVAL_NANOS = 2_000_000;

    private AwaitedValue() {}

    static <T> T until(Supplier<T> look, Predicate<T> good) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            T seen = look.get();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + BOUND + "; last seen: " + seen);
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }
}
