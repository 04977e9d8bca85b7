package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.producer.UnreadableOffsetException;
import dev.bellwether.chassis.sql.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Keeps a consumer from reading a topic other than the one that its database's offsets belong to. When Kafka comes back empty or a topic
/// is deleted, the new topic's offsets begin at 0. Once it has grown past the old offset, a consumer would resume there without an error,
/// and skip every record before.
final class TopicIdentityCheck {
    /// Several partitions are asked about one after the other.
    private static final long FRESH_NANOS = 500_000_000L;

    private final KafkaClients clients;
    private final String topic;
    private final Database database;
    private final Consumer<byte[], byte[]> kafka;
    private UUID id;
    private long askedAt;

    TopicIdentityCheck(KafkaSettings settings, String topic, Database database, Consumer<byte[], byte[]> kafka) {
        this.clients = new KafkaClients(settings);
        this.topic = topic;
        this.database = database;
        this.kafka = kafka;
    }

    /// @param next where the database stands
    /// @throws TopicReplacedException when what stands there is not what comes next
    void require(TopicPartition partition, long next) {
        Optional<UUID> known = database.withConnection(sql -> TopicIds.known(sql, topic));
        if (known.isPresent() && !known.get().equals(id())) {
            throw another(partition, next, "is in a topic that was recreated");
        }
        if (next <= 0) {
            return;
        }
        long end = kafka.endOffsets(List.of(partition)).get(partition);
        if (end < next) {
            throw another(partition, next, "ends at offset " + end);
        }
    }

    private static TopicReplacedException another(TopicPartition partition, long next, String what) {
        return new TopicReplacedException("Partition " + partition.partition() + " of " + partition.topic() + " " + what
                + ", and this service's database has"
                + " read it up to offset " + next + ": this is not the log that the database knows. Nothing is read from it until an"
                + " operator confirms it: " + UnreadableOffsetException.GUIDE);
    }

    private UUID id() {
        long now = System.nanoTime();
        if (id == null || now - askedAt > FRESH_NANOS) {
            try (Admin admin = clients.admin()) {
                id = TopicIds.of(admin, List.of(topic)).get(topic);
                askedAt = now;
            }
        }
        return id;
    }
}
