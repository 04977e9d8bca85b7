package dev.bellwether.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoorConfigTest {

    @Test
    void these_are_the_defaults() {
        DoorConfig config = Configurations.of(DoorConfig.class, Map.of());
        assertThat(config.bodyWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.discardBytes()).isEqualTo(8_000_000);
    }

    @Test
    void each_can_be_set() {
        DoorConfig config = Configurations.full(DoorConfig.class, Map.of(
                "bellwether.doors.body-within", "PT1S",
                "bellwether.doors.discard-bytes", "1"));
        assertThat(config.bodyWithin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.discardBytes()).isEqualTo(1);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(DoorConfig.class, Map.of("bellwether.doors.body-within", "soon")))
                .contains("bellwether.doors.body-within");
    }
}
