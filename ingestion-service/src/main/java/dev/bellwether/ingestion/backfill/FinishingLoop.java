package dev.bellwether.ingestion.backfill;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Completes what was begun to be finished by a replica that is gone.
@ApplicationScoped
public class FinishingLoop {

    private static final Logger LOG = Logger.getLogger(FinishingLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Backfills backfills;
    private Thread thread;

    FinishingLoop(Backfills backfills) {
        this.backfills = backfills;
    }

    public void start() {
        thread = Thread.ofVirtual().name("backfills").start(this::run);
    }

    public void stop() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                backfills.finishInterrupted();
            } catch (RuntimeException | Error failure) {
                LOG.warnf("Backfills that are being finished are not completed yet: %s", failure.getMessage());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                return;
            }
        }
    }
}
