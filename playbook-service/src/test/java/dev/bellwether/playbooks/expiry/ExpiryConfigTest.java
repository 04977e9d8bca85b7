package dev.bellwether.playbooks.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiryConfigTest {

    @Test
    void these_are_the_defaults() {
        ExpiryConfig config = Configurations.of(ExpiryConfig.class, Map.of());
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.batch()).isEqualTo(500);
    }

    @Test
    void each_can_be_set() {
        ExpiryConfig config = Configurations.full(ExpiryConfig.class, Map.of(
                "bellwether.expiry.interval", "PT1M",
                "bellwether.expiry.batch", "10"));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.batch()).isEqualTo(10);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(ExpiryConfig.class, Map.of("bellwether.expiry.interval", "5 seconds")))
                .contains("bellwether.expiry.interval");
    }
}
