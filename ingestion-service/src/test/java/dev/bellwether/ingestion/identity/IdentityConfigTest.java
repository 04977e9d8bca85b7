package dev.bellwether.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityConfigTest {

    @Test
    void these_are_the_defaults() {
        IdentityConfig config = Configurations.of(IdentityConfig.class, Map.of());
        assertThat(config.waitFor()).isEqualTo(Duration.ofDays(30));
        assertThat(config.settleAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void each_can_be_set() {
        IdentityConfig config = Configurations.full(IdentityConfig.class, Map.of(
                "bellwether.identity.wait-for", "P1D",
                "bellwether.identity.settle-after", "PT0S"));
        assertThat(config.waitFor()).isEqualTo(Duration.ofDays(1));
        assertThat(config.settleAfter()).isZero();
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(IdentityConfig.class, Map.of("bellwether.identity.wait-for", "30 days")))
                .contains("bellwether.identity.wait-for");
    }
}
