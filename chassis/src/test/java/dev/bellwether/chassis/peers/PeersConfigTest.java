package dev.bellwether.chassis.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersConfigTest {

    @Test
    void these_are_the_defaults() {
        PeersConfig config = Configurations.of(PeersConfig.class, Map.of());
        assertThat(config.ingestion()).isEqualTo("localhost:8101");
        assertThat(config.features()).isEqualTo("localhost:8102");
        assertThat(config.segmentation()).isEqualTo("localhost:8103");
        assertThat(config.playbooks()).isEqualTo("localhost:8104");
    }

    @Test
    void each_can_be_set() {
        PeersConfig config = Configurations.full(PeersConfig.class, Map.of(
                "bellwether.peers.ingestion", "ingestion.example.com:443",
                "bellwether.peers.features", "features.example.com:443",
                "bellwether.peers.segmentation", "segmentation.example.com:443",
                "bellwether.peers.playbooks", "playbooks.example.com:443"));
        assertThat(config.ingestion()).isEqualTo("ingestion.example.com:443");
        assertThat(config.features()).isEqualTo("features.example.com:443");
        assertThat(config.segmentation()).isEqualTo("segmentation.example.com:443");
        assertThat(config.playbooks()).isEqualTo("playbooks.example.com:443");
    }

    @Test
    void a_mistyped_name_is_refused() {
        assertThat(Configurations.refusal(PeersConfig.class, Map.of("bellwether.peers.feature", "features:8102")))
                .contains("bellwether.peers.feature");
    }
}
