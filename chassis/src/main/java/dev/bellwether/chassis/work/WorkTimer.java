package dev.bellwether.chassis.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The time by which work is paced, so that tests may bring their own.
interface WorkTimer {

    /// As System.nanoTime.
    long nanos();

    /// Waits until the time is over, or `early` holds, which is looked at first and after each [#signal].
    void await(Duration time, BooleanSupplier early) throws InterruptedException;

    void signal();

    static WorkTimer system() {
        return new WorkTimer() {
            private final ReentrantLock lock = new ReentrantLock();
            private final Condition signalled = lock.newCondition();

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void await(Duration time, BooleanSupplier early) throws InterruptedException {
                lock.lockInterruptibly();
                try {
                    // What is longer than this is as good as for ever, and would not fit into nanoseconds.
                    long rest = TimeUnit.NANOSECONDS.convert(time);
                    while (rest > 0 && !early.getAsBoolean()) {
                        rest = signalled.awaitNanos(rest);
                    }
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void signal() {
                lock.lock();
                try {
                    signalled.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
