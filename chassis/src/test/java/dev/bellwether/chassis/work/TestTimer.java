package dev.bellwether.chassis.work;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Time that passes when a test says so.
final class TestTimer implements WorkTimer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private long now;
    private Duration waiting;
    private int waits;
    private int seen;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void await(Duration time, BooleanSupplier early) throws InterruptedException {
        if (!time.isPositive()) {
            return;
        }
        long until = now + time.toNanos();
        waiting = time;
        waits++;
        notifyAll();
        while (now < until && !early.getAsBoolean()) {
            wait();
        }
        waiting = null;
    }

    @Override
    public synchronized void signal() {
        notifyAll();
    }

    synchronized void pass(Duration time) {
        now += time.toNanos();
        notifyAll();
    }

    /// Returns when the work has begun to wait once more: for how long it is to wait.
    synchronized Duration nextWait() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (waits == seen || waiting == null) {
            long rest = (deadline - System.nanoTime()) / 1_000_000;
            if (rest <= 0) {
                throw new AssertionError("the work does not wait");
            }
            wait(rest);
        }
        seen = waits;
        return waiting;
    }
}
