package dev.bellwether.chassis.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Where a partition's log begins.
///
/// @param offset of the first record that there is, or will be
/// @param place  of that record in the archive; empty when the log has none
record LogStartOffset(long offset, OptionalLong place) {

    private static final Duration POLL = Duration.ofMillis(200);

    static LogStartOffset of(LogConsumerSettings settings, TopicPartition partition, Archive archive) {
        Map<String, Object> configuration = new HashMap<>(settings.overrides());
        configuration.put("bootstrap.servers", settings.bootstrapServers());
        configuration.put("isolation.level", "read_committed");
        configuration.put("auto.offset.reset", "none");
        configuration.put("enable.auto.commit", "false");
        configuration.put("allow.auto.create.topics", "false");
        configuration.put("group.protocol", "classic");
        configuration.put("max.poll.records", "1");
        try (var kafka = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            long first = kafka.beginningOffsets(List.of(partition)).get(partition);
            long end = kafka.endOffsets(List.of(partition)).get(partition);
            kafka.assign(List.of(partition));
            kafka.seek(partition, first);
            while (kafka.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
                    try {
                        return new LogStartOffset(first, OptionalLong.of(archive.place(record)));
                    } catch (UndecodableRecordException _) {
                        // It is put aside when its turn comes; the next one tells.
                    }
                }
            }
            return new LogStartOffset(first, OptionalLong.empty());
        }
    }
}
