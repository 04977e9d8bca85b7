package dev.bellwether.chassis.beans;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/// `bellwether.kafka.…`
@ConfigMapping(prefix = "bellwether.kafka")
interface KafkaConfiguration {
    String bootstrapServers();

    /// `bellwether.kafka.consumer."group.protocol"=consumer` and the like, by Kafka's own names.
    Map<String, String> consumer();

    Map<String, String> producer();

    Map<String, String> admin();
}
