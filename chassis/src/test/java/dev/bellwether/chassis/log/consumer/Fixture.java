package dev.bellwether.chassis.log.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.testing.Databases;
import dev.bellwether.chassis.testing.MortalDatabase;
import dev.bellwether.chassis.testing.SharedKafka;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/// A topic with records, a database, and consumers that come and go.
public final class Fixture implements AutoCloseable {
    public final String topic;
    final Databases databases = new Databases();
    /// Of the test, not of a process under test.
    public final Database database = databases.connect();
    public final RecordLedger ledger = new RecordLedger(database);
    final LogProducer producer = new LogProducer(SharedKafka.settings());
    private final List<LogConsumer> consumers = new ArrayList<>();

    public Fixture(int partitions) {
        topic = SharedKafka.newTopic(partitions);
    }

    LogConsumerSettings settings() {
        return LogConsumerSettings.of("group-of-" + topic, topic,
                SharedKafka.settings().withConsumer(Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "500")));
    }

    /// A process of its own, with its own connections.
    LogConsumer start(LogConsumerSettings settings, BatchHandler handler, MortalDatabase database) {
        var consumer = LogConsumer.start(settings, handler, database);
        consumers.add(consumer);
        return consumer;
    }

    LogConsumer start(BatchHandler handler, MortalDatabase database, Archive archive) {
        var consumer = LogConsumer.start(settings().withMaxRecords(20), handler, database, archive);
        consumers.add(consumer);
        return consumer;
    }

    public LogConsumer start(BatchHandler handler) {
        return start(settings(), handler, database());
    }

    MortalDatabase database() {
        return new MortalDatabase(databases.connect());
    }

    public void produce(int partition, String key, String... contents) {
        for (String content : contents) {
            producer.send(topic, partition, key == null ? null : key.getBytes(UTF_8), content.getBytes(UTF_8));
        }
        producer.flush();
    }

    public void produce(int partition, List<String> contents) {
        produce(partition, "acme/a", contents.toArray(String[]::new));
    }

    /// As Kafka does with what has come of age.
    void letGo(int partition, long before) {
        try (var admin = new KafkaClients(SharedKafka.settings()).admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before))).all().get(60,
                    TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    static List<String> contents(PartitionBatch batch) {
        return Arrays.asList(batch.records().stream().map(RecordLedger::content).toArray(String[]::new));
    }

    public long next(int partition) {
        return database.withConnection(sql -> new OffsetCheckpoint(topic, partition).load(sql).orElse(-1));
    }

    @Override
    public void close() {
        consumers.parallelStream().forEach(LogConsumer::close);
        producer.close();
        databases.close();
    }
}
