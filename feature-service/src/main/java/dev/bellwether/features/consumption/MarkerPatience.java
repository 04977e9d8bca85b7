package dev.bellwether.features.consumption;

import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.BackfillFinished;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Tells operators when its partition stands at a marker for long: then another one is behind, or has no owner.
final class MarkerPatience {

    private static final Logger LOG = Logger.getLogger(MarkerPatience.class);
    private static final long UNUSUAL = Duration.ofSeconds(10).toNanos();

    private record Wait(long offset, long since, long told) {}

    private final int partition;
    private Optional<Wait> wait = Optional.empty();

    MarkerPatience(int partition) {
        this.partition = partition;
    }

    void waiting(InboundEntry marker) {
        long now = System.nanoTime();
        Wait known = wait.filter(it -> it.offset() == marker.offset()).orElseGet(() -> new Wait(marker.offset(), now, now));
        wait = Optional.of(known);
        if (now - known.told() > UNUSUAL) {
            LOG.warnf(
                    "Partition %d has been waiting %d s at %s (offset %d) for the other partitions to come there",
                    partition, Duration.ofNanos(now - known.since()).toSeconds(), describe(marker), marker.offset());
            wait = Optional.of(new Wait(marker.offset(), known.since(), now));
        }
    }

    void closed(InboundEntry marker) {
        wait = Optional.empty();
        LOG.infof("Partition %d is through %s", partition, describe(marker));
    }

    private static String describe(InboundEntry marker) {
        if (marker.entry().hasDayClosed()) {
            return "the closing of " + Days.text(Days.of(marker.entry().getDayClosed().getDay()));
        }
        BackfillFinished finished = marker.entry().getBackfillFinished();
        return "the end of tenants/" + finished.getTenant() + "/backfills/" + finished.getBackfill();
    }
}
