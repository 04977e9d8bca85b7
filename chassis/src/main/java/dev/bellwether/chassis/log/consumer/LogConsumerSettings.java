package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.log.clients.KafkaSettings;
import java.time.Duration;

/// @param service          the consumer group: replicas of one service share the partitions
/// @param topic            what is read
/// @param kafka            where it is, and how consumers are set differently from the choice made here, e.g. `group.protocol`
/// @param maxRecords       most records in a batch
/// @param maxBytes         most bytes of values in a batch (one larger record makes a batch alone); as much again may wait
///                         per partition
/// @param pace             least time between the beginnings of two batches of a partition, unless one is full. The first
///                         record after a quiet time is taken at once; under a steady trickle it keeps transactions few
public record LogConsumerSettings(
        String service, String topic, KafkaSettings kafka, int maxRecords, long maxBytes, Duration pace) {

    private static final Duration PACE = Duration.ofMillis(60);

    public static LogConsumerSettings of(String service, String topic, KafkaSettings kafka) {
        return new LogConsumerSettings(service, topic, kafka, 4_000, 4 << 20, PACE);
    }

    public LogConsumerSettings withKafka(KafkaSettings settings) {
        return new LogConsumerSettings(service, topic, settings, maxRecords, maxBytes, pace);
    }

    public LogConsumerSettings withMaxRecords(int records) {
        return new LogConsumerSettings(service, topic, kafka, records, maxBytes, pace);
    }

    public LogConsumerSettings withMaxBytes(long bytes) {
        return new LogConsumerSettings(service, topic, kafka, maxRecords, bytes, pace);
    }

    public LogConsumerSettings withPace(Duration time) {
        return new LogConsumerSettings(service, topic, kafka, maxRecords, maxBytes, time);
    }
}
