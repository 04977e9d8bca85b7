package dev.bellwether.chassis.log.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionsConfigTest {

    @Test
    void these_are_the_defaults() {
        PartitionsConfig config = Configurations.of(PartitionsConfig.class, Map.of());
        assertThat(config.count()).isEqualTo(12);
    }

    @Test
    void each_can_be_set() {
        PartitionsConfig config = Configurations.full(PartitionsConfig.class, Map.of(
                "bellwether.partitions", "24"));
        assertThat(config.count()).isEqualTo(24);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(PartitionsConfig.class, Map.of("bellwether.partitions", "twelve")))
                .contains("bellwether.partitions");
    }
}
