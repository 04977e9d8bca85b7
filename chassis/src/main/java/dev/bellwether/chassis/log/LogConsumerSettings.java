package dev.bellwether.chassis.log;

import java.time.Duration;
import java.util.Map;

/// @param service          the consumer group: replicas of one service share the partitions
/// @param topic            what is read
/// @param bootstrapServers of Kafka
/// @param maxRecords       most records in a batch
/// @param maxBytes         most bytes of values in a batch (one larger record makes a batch alone); as much again may wait
///                         per partition
/// @param pace             least time between the beginnings of two batches of a partition, unless one is full. The first
///                         record after a quiet time is taken at once; under a steady trickle it keeps transactions few
/// @param overrides        consumer settings that override the ones chosen here, e.g. `group.protocol`
public record LogConsumerSettings(
        String service, String topic, String bootstrapServers, int maxRecords, long maxBytes, Duration pace, Map<String, String> overrides) {

    private static final Duration PACE = Duration.ofMillis(60);

    public static LogConsumerSettings of(String service, String topic, String bootstrapServers) {
        return new LogConsumerSettings(service, topic, bootstrapServers, 4_000, 4 << 20, PACE, Map.of());
    }

    public static LogConsumerSettings of(String service, String topic, KafkaSettings kafka) {
        return of(service, topic, kafka.bootstrapServers()).withOverrides(kafka.consumer());
    }

    public LogConsumerSettings withMaxRecords(int records) {
        return new LogConsumerSettings(service, topic, bootstrapServers, records, maxBytes, pace, overrides);
    }

    public LogConsumerSettings withMaxBytes(long bytes) {
        return new LogConsumerSettings(service, topic, bootstrapServers, maxRecords, bytes, pace, overrides);
    }

    public LogConsumerSettings withOverrides(Map<String, String> settings) {
        return new LogConsumerSettings(service, topic, bootstrapServers, maxRecords, maxBytes, pace, settings);
    }

    public LogConsumerSettings withPace(Duration time) {
        return new LogConsumerSettings(service, topic, bootstrapServers, maxRecords, maxBytes, time, overrides);
    }
}
