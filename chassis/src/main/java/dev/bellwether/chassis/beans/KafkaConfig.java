package dev.bellwether.chassis.beans;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/// `bellwether.kafka.…`
@ConfigMapping(prefix = "bellwether.kafka")
interface KafkaConfig {
    String bootstrapServers();

    /// Settings of every client, by Kafka's own names: `bellwether.kafka.properties."security.protocol"=SASL_SSL` and the like. As an
    /// environment variable it is `BELLWETHER_KAFKA_PROPERTIES__SECURITY_PROTOCOL_`.
    Map<String, String> properties();

    /// `bellwether.kafka.consumer."group.protocol"=consumer` and the like, which override those of every client.
    Map<String, String> consumer();

    Map<String, String> producer();

    Map<String, String> admin();
}
