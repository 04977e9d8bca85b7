package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void these_are_the_defaults() {
        GatewayConfig config = Configurations.of(GatewayConfig.class, Map.of());
        assertThat(config.inFlightBytes()).isEqualTo(24_000_000);
        assertThat(config.acknowledgeWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.makeRoomWithin()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void each_can_be_set() {
        GatewayConfig config = Configurations.full(GatewayConfig.class, Map.of(
                "bellwether.gateway.in-flight-bytes", "1000",
                "bellwether.gateway.acknowledge-within", "PT1S",
                "bellwether.gateway.make-room-within", "PT0.5S"));
        assertThat(config.inFlightBytes()).isEqualTo(1_000);
        assertThat(config.acknowledgeWithin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.makeRoomWithin()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(GatewayConfig.class, Map.of("bellwether.gateway.in-flight-bytes", "24M")))
                .contains("bellwether.gateway.in-flight-bytes");
    }
}
