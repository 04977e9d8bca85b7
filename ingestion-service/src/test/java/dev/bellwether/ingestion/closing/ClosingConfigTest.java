package dev.bellwether.ingestion.closing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingConfigTest {

    @Test
    void these_are_the_defaults() {
        ClosingConfig config = Configurations.of(ClosingConfig.class, Map.of());
        assertThat(config.grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.longestPause()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void each_can_be_set() {
        ClosingConfig config = Configurations.full(ClosingConfig.class, Map.of(
                "bellwether.closing.grace", "PT1H",
                "bellwether.closing.longest-pause", "PT0.1S"));
        assertThat(config.grace()).isEqualTo(Duration.ofHours(1));
        assertThat(config.longestPause()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(ClosingConfig.class, Map.of("bellwether.closing.grace", "an hour")))
                .contains("bellwether.closing.grace");
    }
}
