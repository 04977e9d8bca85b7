package dev.bellwether.chassis.beans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    @Test
    void what_is_set_for_every_client_is_what_each_gets_unless_it_is_set_for_that_one() {
        KafkaSettings settings = settings(Map.of(
                "BELLWETHER_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                "BELLWETHER_KAFKA_PROPERTIES__SECURITY_PROTOCOL_", "SASL_SSL",
                "BELLWETHER_KAFKA_PROPERTIES__SSL_KEYSTORE_CERTIFICATE_CHAIN_", "-----BEGIN CERTIFICATE-----",
                "BELLWETHER_KAFKA_PROPERTIES__REQUEST_TIMEOUT_MS_", "20000",
                "BELLWETHER_KAFKA_PRODUCER__REQUEST_TIMEOUT_MS_", "5000"));
        Map<String, String> every = Map.of(
                "security.protocol", "SASL_SSL", "ssl.keystore.certificate.chain", "-----BEGIN CERTIFICATE-----", "request.timeout.ms",
                "20000");
        assertThat(settings.bootstrapServers()).isEqualTo("kafka:9093");
        assertThat(settings.consumer()).isEqualTo(every);
        assertThat(settings.admin()).isEqualTo(every);
        assertThat(settings.producer()).containsEntry("request.timeout.ms", "5000").containsEntry("security.protocol", "SASL_SSL")
                .hasSize(3);
    }

    @Test
    void nothing_is_set_unless_it_is_said() {
        KafkaSettings settings = settings(Map.of("BELLWETHER_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
        assertThat(settings).isEqualTo(new KafkaSettings("kafka:9092"));
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        return ChassisBeans.settings(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(KafkaConfig.class)
                .build().getConfigMapping(KafkaConfig.class));
    }
}
