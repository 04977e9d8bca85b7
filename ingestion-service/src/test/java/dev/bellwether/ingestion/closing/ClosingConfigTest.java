package dev.bellwether.ingestion.closing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosingConfigTest {

    @Test
    void the_grace_is_ten_minutes_unless_set() {
        assertThat(Configurations.of(ClosingConfig.class, Map.of()).grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Configurations.of(ClosingConfig.class, Map.of("bellwether.closing.grace", "PT1H")).grace())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_clock_is_looked_at_every_20_seconds_unless_set() {
        assertThat(Configurations.of(ClosingConfig.class, Map.of()).longestPause()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Configurations.of(ClosingConfig.class, Map.of("bellwether.closing.longest-pause", "PT0.1S")).longestPause())
                .isEqualTo(Duration.ofMillis(100));
    }
}
