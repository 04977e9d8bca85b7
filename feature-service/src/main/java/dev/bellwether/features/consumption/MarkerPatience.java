package dev.bellwether.features.consumption;

import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.BackfillFinished;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Tells operators when a partition stands at a marker for long: then another one is behind, or has no owner.
final class MarkerPatience {

    private static final Logger LOG = Logger.getLogger(MarkerPatience.class);
    private static final long UNUSUAL = Duration.ofSeconds(10).toNanos();

    private record Wait(long offset, long since, long told) {}

    private final Map<Integer, Wait> waits = new ConcurrentHashMap<>();

    void waiting(int partition, InboundEntry marker) {
        long now = System.nanoTime();
        Wait wait = waits.get(partition);
        if (wait == null || wait.offset() != marker.offset()) {
            waits.put(partition, new Wait(marker.offset(), now, now));
        } else if (now - wait.told() > UNUSUAL) {
            LOG.warnf(
                    "Partition %d has been waiting %d s at %s (offset %d) for the other partitions to come there",
                    partition, Duration.ofNanos(now - wait.since()).toSeconds(), describe(marker), marker.offset());
            waits.put(partition, new Wait(marker.offset(), wait.since(), now));
        }
    }

    void closed(int partition, InboundEntry marker) {
        waits.remove(partition);
        LOG.infof("Partition %d is through %s", partition, describe(marker));
    }

    void forget(int partition) {
        waits.remove(partition);
    }

    private static String describe(InboundEntry marker) {
        if (marker.entry().hasDayClosed()) {
            return "the closing of " + Days.text(Days.of(marker.entry().getDayClosed().getDay()));
        }
        BackfillFinished finished = marker.entry().getBackfillFinished();
        return "the end of tenants/" + finished.getTenant() + "/backfills/" + finished.getBackfill();
    }
}
