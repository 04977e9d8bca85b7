package dev.bellwether.segmentation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.segmentation.v1.MembershipEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/// The topics on both sides of the service.
@Singleton
class TestLog {

    /// What `features` no longer has: feature-service has the journal instead.
    static final String ARCHIVE = "test.features.archive";

    private final LogProducer producer;
    private final KafkaClients clients;

    TestLog(LogProducer producer, KafkaSettings kafka) {
        this.producer = producer;
        this.clients = new KafkaClients(kafka);
        Topics.ensure(kafka, 12, ARCHIVE);
    }

    void publish(AccountSnapshots snapshots) {
        publishBytes(new AccountKey(snapshots.getTenant(), snapshots.getAccount()), snapshots.toByteArray());
    }

    void publishBytes(AccountKey account, byte[] value) {
        producer.send(Topics.FEATURES, account, value);
        producer.flush();
    }

    /// As when all that `features` has of a partition has come of age.
    void letGo(int partition) {
        TopicPartition features = new TopicPartition(Topics.FEATURES, partition);
        long[] end = {0};
        try (LogRange range = LogRange.open(clients, features)) {
            range.forEach(record -> {
                producer.send(ARCHIVE, partition, record.key(), record.value());
                end[0] = record.offset() + 1;
            });
        }
        producer.flush();
        try (Admin admin = clients.admin()) {
            admin.deleteRecords(Map.of(features, RecordsToDelete.beforeOffset(end[0]))).all().get(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /// The account's events on `segments`, as soon as there are so many; all that are there by then.
    List<MembershipEvent> eventsOf(AccountKey account, int atLeast) {
        TopicPartition segments = new TopicPartition(Topics.SEGMENTS, account.partition(12));
        return Eventually.eventually(() -> {
            List<MembershipEvent> events = new ArrayList<>();
            try (LogRange range = LogRange.open(clients, segments)) {
                range.forEach(account, record -> events.add(parse(record.value())));
            }
            return events;
        }, events -> events.size() >= atLeast);
    }

    private static MembershipEvent parse(byte[] value) {
        try {
            return MembershipEvent.parseFrom(value);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
