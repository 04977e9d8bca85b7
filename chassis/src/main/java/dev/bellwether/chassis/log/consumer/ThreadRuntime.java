package dev.bellwether.chassis.log.consumer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Threads, and the system's clock.
final class ThreadRuntime implements ConsumerRuntime {

    static final ThreadRuntime SYSTEM = new ThreadRuntime();

    private ThreadRuntime() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public Task start(String name, Runnable work) {
        return new Running(Thread.ofVirtual().name(name).start(work));
    }

    @Override
    public Task startDaemon(String name, Runnable work) {
        return new Running(Thread.ofPlatform().daemon().name(name).start(work));
    }

    @Override
    public Monitor monitor() {
        return new LockAndCondition();
    }

    private record Running(Thread thread) implements Task {
        @Override
        public boolean join(Duration patience) throws InterruptedException {
            return thread.join(patience);
        }

        @Override
        public void interrupt() {
            thread.interrupt();
        }

        @Override
        public boolean isAlive() {
            return thread.isAlive();
        }
    }

    private static final class LockAndCondition implements Monitor {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();

        @Override
        public void lock() {
            lock.lock();
        }

        @Override
        public void unlock() {
            lock.unlock();
        }

        @Override
        public long await(long nanos) throws InterruptedException {
            return changed.awaitNanos(nanos);
        }

        @Override
        public void signalAll() {
            changed.signalAll();
        }
    }
}
