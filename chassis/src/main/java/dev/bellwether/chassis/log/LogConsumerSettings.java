package dev.bellwether.chassis.log;

import java.util.Map;

/// @param service          the consumer group: replicas of one service share the partitions
/// @param topic            what is read
/// @param bootstrapServers of Kafka
/// @param maxRecords       most records in a batch
/// @param maxBytes         most bytes of values in a batch (one larger record makes a batch alone); as much again may wait
///                         per partition
/// @param overrides        consumer settings that override the ones chosen here, e.g. `group.protocol`
public record LogConsumerSettings(
        String service, String topic, String bootstrapServers, int maxRecords, long maxBytes, Map<String, String> overrides) {

    public static LogConsumerSettings of(String service, String topic, String bootstrapServers) {
        return new LogConsumerSettings(service, topic, bootstrapServers, 4_000, 4 << 20, Map.of());
    }

    public static LogConsumerSettings of(String service, String topic, KafkaSettings kafka) {
        return of(service, topic, kafka.bootstrapServers()).withOverrides(kafka.consumer());
    }

    public LogConsumerSettings withMaxRecords(int records) {
        return new LogConsumerSettings(service, topic, bootstrapServers, records, maxBytes, overrides);
    }

    public LogConsumerSettings withMaxBytes(long bytes) {
        return new LogConsumerSettings(service, topic, bootstrapServers, maxRecords, bytes, overrides);
    }

    public LogConsumerSettings withOverrides(Map<String, String> settings) {
        return new LogConsumerSettings(service, topic, bootstrapServers, maxRecords, maxBytes, settings);
    }
}
