package dev.bellwether.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockConfigTest {

    @Test
    void these_are_the_defaults() {
        ClockConfig config = Configurations.of(ClockConfig.class, Map.of());
        assertThat(config.offset()).isEqualTo(Duration.ZERO);
        assertThat(config.offsetFile()).isEmpty();
    }

    @Test
    void each_can_be_set() {
        ClockConfig config = Configurations.full(ClockConfig.class, Map.of(
                "bellwether.clock.offset", "PT48H",
                "bellwether.clock.offset-file", "/tmp/clock"));
        assertThat(config.offset()).isEqualTo(Duration.ofHours(48));
        assertThat(config.offsetFile()).contains(Path.of("/tmp/clock"));
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(ClockConfig.class, Map.of("bellwether.clock.offset", "two days")))
                .contains("bellwether.clock.offset");
    }
}
