package dev.bellwether.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureConfigTest {

    @Test
    void these_are_the_defaults() {
        ErasureConfig config = Configurations.of(ErasureConfig.class, Map.of());
        assertThat(config.confirmedBy()).containsExactly("ingestion", "features", "segmentation", "playbooks");
    }

    @Test
    void each_can_be_set() {
        ErasureConfig config = Configurations.full(ErasureConfig.class, Map.of(
                "bellwether.erasure.confirmed-by", "ingestion,features"));
        assertThat(config.confirmedBy()).containsExactly("ingestion", "features");
    }

    @Test
    void a_mistyped_name_is_refused() {
        assertThat(Configurations.refusal(ErasureConfig.class, Map.of("bellwether.erasure.confirmed", "ingestion")))
                .contains("bellwether.erasure.confirmed");
    }
}
