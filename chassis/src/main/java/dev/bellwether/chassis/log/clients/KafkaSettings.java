package dev.bellwether.chassis.log.clients;

import java.util.Map;

/// Where Kafka is, and what to set differently from the chassis's choice.
///
/// @param consumer settings of every consumer, by Kafka's names (`group.protocol`, `security.protocol`, …)
/// @param producer settings of every producer
/// @param admin    settings of the administration client
public record KafkaSettings(
        String bootstrapServers, Map<String, String> consumer, Map<String, String> producer, Map<String, String> admin) {

    public KafkaSettings(String bootstrapServers) {
        this(bootstrapServers, Map.of(), Map.of(), Map.of());
    }

    /// The same with other settings of consumers.
    public KafkaSettings withConsumer(Map<String, String> settings) {
        return new KafkaSettings(bootstrapServers, settings, producer, admin);
    }
}
