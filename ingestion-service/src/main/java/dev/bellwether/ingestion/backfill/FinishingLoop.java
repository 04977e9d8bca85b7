package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.work.PeriodicWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Completes what was begun to be finished by a replica that is gone.
@ApplicationScoped
public class FinishingLoop {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final PeriodicWork work;

    FinishingLoop(Backfills backfills) {
        this.work = PeriodicWork.every(
                INTERVAL, "backfills", "Completing backfills whose finishing was interrupted", backfills::finishInterrupted);
    }

    public void start() {
        work.start();
    }

    public void stop() {
        work.stop();
    }
}
