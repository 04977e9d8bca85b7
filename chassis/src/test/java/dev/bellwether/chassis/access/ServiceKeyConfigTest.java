package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceKeyConfigTest {

    @Test
    void these_are_the_defaults() {
        ServiceKeyConfig config = Configurations.of(ServiceKeyConfig.class, Map.of());
        assertThat(config.key()).isEmpty();
    }

    @Test
    void each_can_be_set() {
        ServiceKeyConfig config = Configurations.full(ServiceKeyConfig.class, Map.of(
                "bellwether.service.key", "only-the-operator-knows-it"));
        assertThat(config.key()).contains("only-the-operator-knows-it");
    }
}
