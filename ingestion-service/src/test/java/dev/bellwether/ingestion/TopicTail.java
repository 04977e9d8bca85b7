package dev.bellwether.ingestion;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;

/// Reads what stands on a partition of a topic.
public final class TopicTail {

    private TopicTail() {}

    public static List<ConsumerRecord<byte[], byte[]>> all(String topic, int partition) {
        String bootstrap = ConfigProvider.getConfig().getValue("bellwether.kafka.bootstrap-servers", String.class);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (LogRange range = LogRange.open(new KafkaClients(new KafkaSettings(bootstrap)), new TopicPartition(topic, partition))) {
            range.forEach(records::add);
        }
        return records;
    }
}
