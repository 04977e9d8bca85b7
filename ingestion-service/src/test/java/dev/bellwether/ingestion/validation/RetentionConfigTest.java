package dev.bellwether.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionConfigTest {

    @Test
    void these_are_the_defaults() {
        RetentionConfig config = Configurations.of(RetentionConfig.class, Map.of());
        assertThat(config.period()).isEqualTo(Duration.ofDays(1_200));
    }

    @Test
    void each_can_be_set() {
        RetentionConfig config = Configurations.full(RetentionConfig.class, Map.of(
                "bellwether.retention", "P400D"));
        assertThat(config.period()).isEqualTo(Duration.ofDays(400));
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(RetentionConfig.class, Map.of("bellwether.retention", "three years")))
                .contains("bellwether.retention");
    }
}
