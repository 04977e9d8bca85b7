package dev.bellwether.ingestion.backfill;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    /// While there are still connections to the database, which are closed before beans are destroyed.
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                backfills.finishInterrupted();
            } catch (RuntimeException failure) {
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
