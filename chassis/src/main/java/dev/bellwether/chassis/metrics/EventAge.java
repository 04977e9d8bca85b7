package dev.bellwether.chassis.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How long ago an event was received when a stage's transaction with it is committed. Of a batch its first event, which has
/// waited longest: one measurement for each batch costs nothing, one for each event would. Each partition at work has its own.
public final class EventAge {

    // The objective is a p99 below one second; above an hour a service is catching up after an outage.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
        Duration.ofHours(1),
    };

    private final InstantSource clock;
    private final Timer ages;
    private Optional<Instant> underWay = Optional.empty();

    /// @param clock the one that events are received by
    public EventAge(PipelineStage stage, InstantSource clock) {
        this.clock = clock;
        this.ages = Timer.builder("bellwether_event_age")
                .description("From an event's receipt until this stage has committed it; of each batch its first event")
                .tag("stage", stage.label())
                .serviceLevelObjectives(BUCKETS)
                .register(Metrics.globalRegistry);
    }

    /// @param receivedAt of the batch's first event; empty when no event caused the batch
    public void begun(Optional<Instant> receivedAt) {
        underWay = receivedAt;
    }

    public void committed() {
        underWay.ifPresent(received -> {
            // Another machine's clock may be ahead of ours.
            Duration age = Duration.between(received, clock.instant());
            ages.record(age.isNegative() ? Duration.ZERO : age);
        });
        underWay = Optional.empty();
    }
}
