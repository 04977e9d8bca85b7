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
        assertThat(Configurations.of(ClosingConfig.class, Map.of("bellwether.closing.grace", "PT1H")).grace()).isEqualTo(Duration.ofHours(1));
    }
}
