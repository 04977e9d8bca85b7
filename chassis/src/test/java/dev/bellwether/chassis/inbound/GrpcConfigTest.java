package dev.bellwether.chassis.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Configurations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrpcConfigTest {

    @Test
    void these_are_the_defaults() {
        GrpcConfig config = Configurations.of(GrpcConfig.class, Map.of());
        assertThat(config.messageBytes()).isEqualTo(262_144);
        assertThat(config.largeMessageBytes()).isEmpty();
        assertThat(config.inboundBytes()).isEmpty();
    }

    @Test
    void each_can_be_set() {
        GrpcConfig config = Configurations.full(GrpcConfig.class, Map.of(
                "bellwether.grpc.message-bytes", "1000",
                "bellwether.grpc.large-message-bytes.\"example.v1.Books/Print\"", "2000",
                "bellwether.grpc.inbound-bytes", "3000"));
        assertThat(config.messageBytes()).isEqualTo(1_000);
        assertThat(config.largeMessageBytes()).containsExactlyEntriesOf(Map.of("example.v1.Books/Print", 2_000));
        assertThat(config.inboundBytes()).hasValue(3_000);
    }

    @Test
    void an_unreadable_property_is_refused_by_its_name() {
        assertThat(Configurations.refusal(GrpcConfig.class, Map.of("bellwether.grpc.message-bytes", "256K")))
                .contains("bellwether.grpc.message-bytes");
    }

    @Test
    void a_method_has_the_bytes_that_are_set_for_it_and_the_others_have_the_usual_ones() {
        GrpcConfig config = Configurations.of(GrpcConfig.class, Map.of("bellwether.grpc.large-message-bytes.\"v1.Books/Print\"", "9"));
        assertThat(config.of("/v1.Books/Print")).isEqualTo(9);
        assertThat(config.of("/v1.Books/Read")).isEqualTo(262_144);
        assertThat(config.of("")).isEqualTo(262_144);
    }
}
