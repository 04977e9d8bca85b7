package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Where a partition's log begins.
///
/// @param offset of the first record that there is, or will be
/// @param place  of that record in the archive; empty when the log has none
record LogStartOffset(long offset, OptionalLong place) {

    private static final Duration POLL = Duration.ofMillis(200);

    static LogStartOffset of(KafkaSettings settings, TopicPartition partition, Archive archive) {
        try (var kafka = new KafkaClients(settings).reader()) {
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
