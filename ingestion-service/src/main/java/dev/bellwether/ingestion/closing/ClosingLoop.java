package dev.bellwether.ingestion.closing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.ingestion.marker.Markers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/// Runs the closer whenever a day may be due.
@ApplicationScoped
public class ClosingLoop {

    private static final Duration RETRIED_WITHIN = Duration.ofSeconds(5);

    private final PeriodicWork work;

    ClosingLoop(Database database, Markers markers, InstantSource clock, ClosingConfig config) {
        Closer closer = new Closer(database, markers, clock, config.grace(), config.longestPause());
        this.work = PeriodicWork.paced(RETRIED_WITHIN, "closing", "Closing days", closer::close);
    }

    public void start() {
        work.start();
    }

    public void stop() {
        work.stop();
    }
}
