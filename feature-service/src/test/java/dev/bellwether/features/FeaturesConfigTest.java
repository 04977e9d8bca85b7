package dev.bellwether.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeaturesConfigTest {

    @Test
    void these_are_the_defaults() {
        FeaturesConfig config = Configurations.of(FeaturesConfig.class, Map.of());
        assertThat(config.cachedMonths()).isEqualTo(36_000);
        assertThat(config.maxBatch()).isEqualTo(4_000);
        assertThat(config.closedAtOnce()).isEqualTo(10_000);
    }

    @Test
    void each_can_be_set() {
        FeaturesConfig config = Configurations.full(FeaturesConfig.class, Map.of(
                "bellwether.features.cached-months", "100",
                "bellwether.features.max-batch", "10",
                "bellwether.features.closed-at-once", "20"));
        assertThat(config.cachedMonths()).isEqualTo(100);
        assertThat(config.maxBatch()).isEqualTo(10);
        assertThat(config.closedAtOnce()).isEqualTo(20);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(FeaturesConfig.class, Map.of("bellwether.features.cached-months", "36k")))
                .contains("bellwether.features.cached-months");
    }
}
