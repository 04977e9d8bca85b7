package dev.bellwether.ingestion.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderConfigTest {

    @Test
    void these_are_the_defaults() {
        RecorderConfig config = Configurations.of(RecorderConfig.class, Map.of());
        assertThat(config.enabled()).isTrue();
    }

    @Test
    void each_can_be_set() {
        RecorderConfig config = Configurations.full(RecorderConfig.class, Map.of(
                "bellwether.recorder.enabled", "false"));
        assertThat(config.enabled()).isFalse();
    }

    @Test
    void a_mistyped_name_is_refused() {
        assertThat(Configurations.refusal(RecorderConfig.class, Map.of("bellwether.recorder.enable", "false")))
                .contains("bellwether.recorder.enable");
    }
}
