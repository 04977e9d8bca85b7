package dev.bellwether.chassis.work;

import java.time.Duration;
import org.jboss.logging.Logger;

/// Work that is done again and again on a virtual thread of its own, with an interval between the end of a run and the next one.
///
/// A failure, be it an `Error`, does not end it: the run is tried again after a [Backoff], which only [#stop] cuts short. A change of state
/// is logged once: a warning with the first failure, a line with the recovery. What ends it is [#stop], or an interrupt, which means the
/// same and is logged unless [#stop] came first.
public final class PeriodicWork implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PeriodicWork.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration EARLIEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration LATEST_LIMIT = Duration.ofSeconds(30);

    /// One run.
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /// One run that says when the next one is due.
    @FunctionalInterface
    public interface PacedTask {
        /// @return from the end of this run to the next one; zero when there is more to do at once
        Duration run() throws Exception;
    }

    private final String name;
    private final String what;
    private final Duration spacing;
    private final PacedTask task;
    private final WorkTimer timer;
    private final Backoff backoff;
    private boolean alsoAtStop;
    private volatile boolean stopping;
    private volatile boolean woken;
    private Thread thread;
    private int failures;

    PeriodicWork(String name, String what, Duration spacing, PacedTask task, WorkTimer timer, Backoff backoff) {
        this.name = name;
        this.what = what;
        this.spacing = spacing;
        this.task = task;
        this.timer = timer;
        this.backoff = backoff;
    }

    /// A failed run is tried again within a second, or the interval when that is shorter; then the delay doubles up to the interval, or to
    /// five seconds when that is shorter, or to thirty when it is longer.
    ///
    /// @param interval from the end of a run to the next one; above zero
    /// @param name     of the thread
    /// @param what     for the log, as in "Erasing accounts"
    public static PeriodicWork every(Duration interval, String name, String what, Task task) {
        return spaced(Duration.ZERO, interval, name, what, task);
    }

    /// As [#every], but however often it is [woken][#wake], from the beginning of a run to the next one it takes at least the spacing.
    public static PeriodicWork spaced(Duration spacing, Duration interval, String name, String what, Task task) {
        return new PeriodicWork(name, what, spacing, () -> {
            task.run();
            return interval;
        }, WorkTimer.system(), backoff(interval));
    }

    /// As [#every], for work that says itself when it is due.
    ///
    /// @param usual interval, for the trying again
    public static PeriodicWork paced(Duration usual, String name, String what, PacedTask task) {
        return new PeriodicWork(name, what, Duration.ZERO, task, WorkTimer.system(), backoff(usual));
    }

    private static Backoff backoff(Duration interval) {
        Duration limit = shorter(interval.compareTo(EARLIEST_LIMIT) > 0 ? interval : EARLIEST_LIMIT, LATEST_LIMIT);
        return new Backoff(shorter(interval, FIRST_RETRY), limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// For work that writes down what gathers, before it is started: one more run follows when it is stopped.
    public PeriodicWork alsoAtStop() {
        alsoAtStop = true;
        return this;
    }

    /// The first run begins now. Does nothing after [#stop].
    ///
    /// @throws IllegalStateException when it has been started before
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException(what + " has been started already");
        }
        if (!stopping) {
            thread = Thread.ofVirtual().name(name).start(this::run);
        }
    }

    /// The next run begins now; when one is under way, another follows it at once. What has failed is not tried again any earlier.
    public void wake() {
        if (!woken) {
            woken = true;
            timer.signal();
        }
    }

    /// For a run that lasts: to be asked between its steps.
    public boolean isStopping() {
        return stopping;
    }

    /// For a run that lasts: waits until the time is over, or something wakes or ends the work.
    public void pause(Duration time) {
        try {
            timer.await(time, () -> woken || stopping);
            woken = false;
        } catch (InterruptedException _) {
            interrupted();
        }
    }

    /// For a run that lasts: it has got through what may fail. Said of every run that ends without a failure.
    public void succeeded() {
        if (failures > 0) {
            LOG.infof("%s works again; failed runs: %d", what, (Integer) failures);
            failures = 0;
            backoff.reset();
        }
    }

    /// As [#stop(Duration)], with five seconds.
    public boolean stop() {
        return stop(PATIENCE);
    }

    /// No run begins after this, but the [last one][#alsoAtStop]. Waits for the one under way, and interrupts it when it takes too long.
    /// May be called again, by any thread; a run that calls it is the last one.
    ///
    /// @param patience before it is interrupted
    /// @return whether it has ended
    public boolean stop(Duration patience) {
        stopping = true;
        timer.signal();
        Thread running = running();
        if (running == null || running == Thread.currentThread()) {
            return running == null;
        }
        try {
            if (running.join(patience)) {
                return true;
            }
            running.interrupt();
            if (running.join(AFTER_INTERRUPT)) {
                return true;
            }
            LOG.warnf("%s is to stop, but its last run does not end", what);
        } catch (InterruptedException _) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
        return !running.isAlive();
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized Thread running() {
        return thread;
    }

    private void run() {
        try {
            while (!stopping) {
                runOnce();
            }
            if (alsoAtStop) {
                task.run();
            }
        } catch (InterruptedException _) {
            interrupted();
        } catch (Throwable failure) {
            LOG.warnf("%s has failed, and is not tried again, since the service stops: %s", what, failure);
        }
    }

    private void runOnce() throws InterruptedException {
        long begun = timer.nanos();
        woken = false;
        Duration rest;
        try {
            rest = task.run();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Throwable failure) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!stopping) {
                timer.await(failed(failure), () -> stopping);
            }
            return;
        }
        succeeded();
        timer.await(rest, () -> woken || stopping);
        timer.await(spacing.minusNanos(timer.nanos() - begun), () -> stopping);
    }

    /// @return how long to wait before it is tried again
    private Duration failed(Throwable failure) {
        failures++;
        Duration delay = backoff.next();
        if (failures == 1) {
            String message = "%s has failed and is tried again in %d ms and then until it succeeds: %s";
            if (failure instanceof Error) {
                LOG.warnf(failure, message, what, (Long) delay.toMillis(), failure);
            } else {
                LOG.warnf(message, what, (Long) delay.toMillis(), failure.getMessage() == null ? failure : failure.getMessage());
            }
        }
        return delay;
    }

    private void interrupted() {
        if (!stopping) {
            LOG.warnf("%s has been interrupted and has ended: restart the service", what);
            stopping = true;
        }
    }
}
