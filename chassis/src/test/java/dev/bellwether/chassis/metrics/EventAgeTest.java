package dev.bellwether.chassis.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventAgeTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private EventAge age;

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
        age = new EventAge(PipelineStage.SEGMENTS, InstantSource.fixed(NOW));
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void what_is_committed_counts_once_and_what_no_event_has_caused_does_not() {
        age.begun(Optional.of(NOW.minusSeconds(60)));
        age.begun(Optional.empty());
        age.committed();
        assertThat(ages().count()).isZero();
        age.begun(Optional.of(NOW.minusMillis(400)));
        age.committed();
        age.committed();
        assertThat(ages().count()).isEqualTo(1);
        assertThat(ages().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(400);
    }

    @Test
    void an_event_from_a_clock_that_is_ahead_has_no_age() {
        age.begun(Optional.of(NOW.plusSeconds(1)));
        age.committed();
        assertThat(ages().totalTime(TimeUnit.MILLISECONDS)).isZero();
        assertThat(ages().count()).isEqualTo(1);
    }

    private Timer ages() {
        return registry.get("bellwether_event_age").tag("stage", "segments").timer();
    }
}
