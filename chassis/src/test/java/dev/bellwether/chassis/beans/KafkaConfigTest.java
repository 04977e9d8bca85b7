package dev.bellwether.chassis.beans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.embedded.testing.Configurations;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
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

    @Test
    void these_are_the_defaults() {
        KafkaConfig config = Configurations.of(KafkaConfig.class, Map.of("bellwether.kafka.bootstrap-servers", "kafka:9092"));
        assertThat(List.of(config.properties(), config.consumer(), config.producer(), config.admin())).allMatch(Map::isEmpty);
    }

    @Test
    void each_can_be_set() {
        KafkaConfig config = Configurations.full(KafkaConfig.class, Map.of(
                "bellwether.kafka.bootstrap-servers", "kafka:9092",
                "bellwether.kafka.properties.\"security.protocol\"", "SSL",
                "bellwether.kafka.consumer.\"group.protocol\"", "consumer",
                "bellwether.kafka.producer.\"linger.ms\"", "1",
                "bellwether.kafka.admin.\"retries\"", "2"));
        assertThat(config.bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(config.properties()).isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(config.consumer()).isEqualTo(Map.of("group.protocol", "consumer"));
        assertThat(config.producer()).isEqualTo(Map.of("linger.ms", "1"));
        assertThat(config.admin()).isEqualTo(Map.of("retries", "2"));
    }

    @Test
    void a_broker_must_be_named() {
        assertThat(Configurations.refusal(KafkaConfig.class, Map.of())).contains("bellwether.kafka.bootstrap-servers is required");
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        return ChassisBeans.settings(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(KafkaConfig.class)
                .build().getConfigMapping(KafkaConfig.class));
    }
}
