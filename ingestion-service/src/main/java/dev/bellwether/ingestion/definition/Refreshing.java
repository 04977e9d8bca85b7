package dev.bellwether.ingestion.definition;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Does something once a second, on a thread of its own, until it is stopped. What fails is told once and tried again.
public final class Refreshing {

    private static final Logger LOG = Logger.getLogger(Refreshing.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String what;
    private final Runnable work;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;
    private boolean failing;

    /// @param what for the log, as in "the write keys"
    public Refreshing(String what, Runnable work) {
        this.what = what;
        this.work = work;
    }

    /// Returns when it was done for the first time.
    public void start() {
        work.run();
        thread = Thread.ofVirtual().name("refreshing").start(this::run);
    }

    /// Lets what is being done come to its end.
    public void stop() throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!pause()) {
            try {
                work.run();
                failing = false;
            } catch (RuntimeException | Error failure) {
                if (!failing) {
                    LOG.warnf("%s cannot be refreshed; what is known goes on, and it is tried again: %s", what, failure.getMessage());
                }
                failing = true;
            }
        }
    }

    /// Returns whether it is to stop.
    private boolean pause() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
