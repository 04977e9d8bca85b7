package dev.bellwether.chassis.log.consumer;

import java.time.Duration;

/// What a consumer stands on besides its log and its database: time, and tasks that run side by side. In production the system's
/// clock and threads ([ThreadRuntime]); in a simulation one seed decides which task goes on, so that a run can be replayed.
interface ConsumerRuntime {

    /// Monotonic time, as [System#nanoTime].
    long nanoTime();

    /// Chance for what should not happen everywhere at once: from 0 to 1, without 1.
    double jitter();

    /// Starts a task that waits a lot: one of many.
    Task start(String name, Runnable work);

    /// Starts a task for as long as the consumer lives.
    Task startDaemon(String name, Runnable work);

    Monitor monitor();

    interface Task {
        /// @return whether it has ended
        boolean join(Duration patience) throws InterruptedException;

        void interrupt();

        boolean isAlive();
    }

    /// A lock with one condition.
    interface Monitor {
        void lock();

        void unlock();

        /// Lets go of the lock until it is signalled, or the time has passed; or sooner.
        ///
        /// @return what is left of the time; 0 or less when it has passed
        long await(long nanos) throws InterruptedException;

        void signalAll();
    }
}
