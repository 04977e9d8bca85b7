package dev.bellwether.chassis.log.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicResetConfigTest {

    @Test
    void these_are_the_defaults() {
        TopicResetConfig config = Configurations.of(TopicResetConfig.class, Map.of());
        assertThat(config.confirmed()).isFalse();
    }

    @Test
    void each_can_be_set() {
        TopicResetConfig config = Configurations.full(TopicResetConfig.class, Map.of(
                "bellwether.log.continue", "true"));
        assertThat(config.confirmed()).isTrue();
    }

    @Test
    void a_mistyped_name_is_refused() {
        assertThat(Configurations.refusal(TopicResetConfig.class, Map.of("bellwether.log.continued", "true")))
                .contains("bellwether.log.continued");
    }
}
