package dev.bellwether.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentationConfigTest {

    @Test
    void these_are_the_defaults() {
        SegmentationConfig config = Configurations.of(SegmentationConfig.class, Map.of());
        assertThat(config.cachedAccounts()).isEqualTo(120_000);
        assertThat(config.decidedAtOnce()).isEqualTo(2_000);
    }

    @Test
    void each_can_be_set() {
        SegmentationConfig config = Configurations.full(SegmentationConfig.class, Map.of(
                "bellwether.segmentation.cached-accounts", "100",
                "bellwether.segmentation.decided-at-once", "7"));
        assertThat(config.cachedAccounts()).isEqualTo(100);
        assertThat(config.decidedAtOnce()).isEqualTo(7);
    }

    @Test
    void what_cannot_be_read_is_refused_by_its_name() {
        assertThat(Configurations.refusal(SegmentationConfig.class, Map.of("bellwether.segmentation.cached-accounts", "all")))
                .contains("bellwether.segmentation.cached-accounts");
    }
}
