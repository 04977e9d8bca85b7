package dev.bellwether.chassis.log.consumer;

import java.time.Duration;

/// Ends the pauses of a task that is to stop.
final class StopSignal {

    private final ConsumerRuntime.Monitor monitor;
    private boolean given;

    StopSignal(ConsumerRuntime runtime) {
        this.monitor = runtime.monitor();
    }

    void give() {
        monitor.lock();
        try {
            given = true;
            monitor.signalAll();
        } finally {
            monitor.unlock();
        }
    }

    /// Waits for the time, or until it is given.
    void pause(Duration time) throws InterruptedException {
        monitor.lock();
        try {
            long nanos = time.toNanos();
            while (!given && nanos > 0) {
                nanos = monitor.await(nanos);
            }
        } finally {
            monitor.unlock();
        }
    }
}
