package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsKeyConfigTest {

    @Test
    void these_are_the_defaults() {
        MetricsKeyConfig config = Configurations.of(MetricsKeyConfig.class, Map.of());
        assertThat(config.key()).isEmpty();
    }

    @Test
    void each_can_be_set() {
        MetricsKeyConfig config = Configurations.full(MetricsKeyConfig.class, Map.of(
                "bellwether.metrics.key", "only-the-operator-knows-it"));
        assertThat(config.key()).contains("only-the-operator-knows-it");
    }
}
