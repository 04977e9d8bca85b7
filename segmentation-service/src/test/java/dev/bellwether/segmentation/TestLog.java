package dev.bellwether.segmentation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.segmentation.v1.MembershipEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// The topics on both sides of the service.
@Singleton
class TestLog {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LogProducer producer;
    private final KafkaSettings kafka;

    TestLog(LogProducer producer, KafkaSettings kafka) {
        this.producer = producer;
        this.kafka = kafka;
    }

    void publish(AccountSnapshots snapshots) {
        publishBytes(new AccountKey(snapshots.getTenant(), snapshots.getAccount()), snapshots.toByteArray());
    }

    void publishBytes(AccountKey account, byte[] value) {
        producer.send(Topics.FEATURES, account, value);
        producer.flush();
    }

    /// The account's events on `segments`, as soon as there are so many; all that are there by then.
    List<MembershipEvent> eventsOf(AccountKey account, int atLeast) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(), "enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.SEGMENTS, account.partition(12));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<MembershipEvent> events = new ArrayList<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (events.size() < atLeast && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (AccountKey.parse(record.key()).equals(account)) {
                        events.add(MembershipEvent.parseFrom(record.value()));
                    }
                }
            }
            return events;
        } catch (com.google.protobuf.InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
