package dev.bellwether.chassis.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionsConfigTest {

    @Test
    void these_are_the_defaults() {
        DefinitionsConfig config = Configurations.of(DefinitionsConfig.class, Map.of());
        assertThat(config.secondPerson()).isFalse();
    }

    @Test
    void each_can_be_set() {
        DefinitionsConfig config = Configurations.full(DefinitionsConfig.class, Map.of("bellwether.definitions.second-person", "true"));
        assertThat(config.secondPerson()).isTrue();
    }
}
