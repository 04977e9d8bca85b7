package dev.bellwether.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminKeyConfigTest {

    @Test
    void these_are_the_defaults() {
        AdminKeyConfig config = Configurations.of(AdminKeyConfig.class, Map.of());
        assertThat(config.key()).isEmpty();
    }

    @Test
    void each_can_be_set() {
        AdminKeyConfig config = Configurations.full(AdminKeyConfig.class, Map.of(
                "bellwether.admin.key", "only-the-operator-knows-it"));
        assertThat(config.key()).contains("only-the-operator-knows-it");
    }
}
