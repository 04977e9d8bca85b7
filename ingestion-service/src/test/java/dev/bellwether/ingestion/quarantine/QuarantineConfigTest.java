package dev.bellwether.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantineConfigTest {

    @Test
    void these_are_the_defaults() {
        QuarantineConfig config = Configurations.of(QuarantineConfig.class, Map.of());
        assertThat(config.keep()).isEqualTo(Duration.ofDays(30));
        assertThat(config.waitingBytes()).isEqualTo(8_000_000);
        assertThat(config.mostPerSource()).isEqualTo(10_000);
        assertThat(config.mostPerTenant()).isEqualTo(100_000);
    }

    @Test
    void each_can_be_set() {
        QuarantineConfig config = Configurations.full(QuarantineConfig.class, Map.of(
                "bellwether.quarantine.keep", "P1D",
                "bellwether.quarantine.waiting-bytes", "1000",
                "bellwether.quarantine.most-per-source", "10",
                "bellwether.quarantine.most-per-tenant", "20"));
        assertThat(config.keep()).isEqualTo(Duration.ofDays(1));
        assertThat(config.waitingBytes()).isEqualTo(1_000);
        assertThat(config.mostPerSource()).isEqualTo(10);
        assertThat(config.mostPerTenant()).isEqualTo(20);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(QuarantineConfig.class, Map.of("bellwether.quarantine.most-per-tenant", "many")))
                .contains("bellwether.quarantine.most-per-tenant");
    }
}
