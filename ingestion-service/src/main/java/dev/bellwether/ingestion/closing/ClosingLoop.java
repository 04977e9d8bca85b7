package dev.bellwether.ingestion.closing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.ingestion.marker.Markers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/// Runs the closer whenever a day may be due.
@ApplicationScoped
public class ClosingLoop {

    private static final Logger LOG = Logger.getLogger(ClosingLoop.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Closer closer;
    private Thread thread;

    ClosingLoop(Database database, Markers markers, InstantSource clock, ClosingConfig config) {
        this.closer = new Closer(database, markers, clock, config.grace(), config.longestPause());
    }

    public void start() {
        thread = Thread.ofVirtual().name("closing").start(this::run);
    }

    public void stop() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause;
            try {
                pause = closer.close();
            } catch (RuntimeException | Error failure) {
                LOG.warnf("Closing days has failed and is tried again: %s", failure.getMessage());
                pause = RETRY;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
        }
    }
}
