package dev.bellwether.chassis.log.clients;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Every consumer, producer and administration client is made here, and its configuration stands here only. What an operator sets
/// ([KafkaSettings]) overrides the choices made here, but not what correctness needs: that comes last.
public final class KafkaClients {

    private static final String GROUP_PROTOCOL = "group.protocol";

    /// Only what is committed, and nothing skipped in silence.
    private static final Map<String, Object> READING = Map.of(
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "isolation.level", "read_committed",
            "allow.auto.create.topics", "false");

    private static final Map<String, Object> SAFE = Map.of("acks", "all", "enable.idempotence", "true");

    // A broker that does not know a producer yet takes any sequence number for its first. With several requests under way,
    // the first refused (its leader has just been made, or has moved) and the second taken, the first would be out of
    // order for ever, and everything behind it would wait. What is sent meanwhile makes the next request larger.
    private static final Map<String, Object> IN_ORDER =
            Map.of("acks", "all", "enable.idempotence", "true", "max.in.flight.requests.per.connection", "1");

    private final KafkaSettings settings;

    public KafkaClients(KafkaSettings settings) {
        this.settings = settings;
    }

    public Admin admin() {
        return Admin.create(with(settings.admin(), Map.of()));
    }

    /// One that gives up on its own calls after `patience`.
    public Admin admin(Duration patience) {
        return Admin.create(with(settings.admin(), Map.of("default.api.timeout.ms", Long.toString(patience.toMillis()))));
    }

    /// A member of a group. Where it reads is told by seeking; it commits nothing to Kafka.
    ///
    /// @param maxRecords most records of a poll
    /// @param maxBytes   most bytes that are fetched of a partition at a time, up to 1 MiB
    public KafkaConsumer<byte[], byte[]> groupConsumer(String group, int maxRecords, long maxBytes) {
        return consumer(groupConfiguration(group, maxRecords, maxBytes));
    }

    Map<String, Object> groupConfiguration(String group, int maxRecords, long maxBytes) {
        Map<String, Object> configuration = new HashMap<>();
        // A killed owner's partitions stand still until the group has missed it: seconds, not the default's 45.
        configuration.put("session.timeout.ms", "10000");
        configuration.put("heartbeat.interval.ms", "2000");
        configuration.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        configuration.put("max.poll.records", Integer.toString(maxRecords));
        configuration.put("max.partition.fetch.bytes", Long.toString(Math.min(maxBytes, 1 << 20)));
        configuration.put("fetch.max.bytes", Integer.toString(16 << 20));
        configuration.putAll(settings.consumer());
        if ("consumer".equalsIgnoreCase(String.valueOf(configuration.get(GROUP_PROTOCOL)))) {
            // The broker's to say there.
            configuration.keySet().removeAll(Set.of("partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms"));
        }
        configuration.put("group.id", group);
        return with(configuration, READING);
    }

    /// A consumer without a group, for partitions that are assigned to it.
    public KafkaConsumer<byte[], byte[]> reader() {
        return consumer(readerConfiguration());
    }

    /// A reader of what a partition has now: closing it waits for a fetch at the end, which the broker holds back for so long.
    KafkaConsumer<byte[], byte[]> rangeReader() {
        Map<String, Object> configuration = readerConfiguration();
        configuration.put("fetch.max.wait.ms", "10");
        return consumer(configuration);
    }

    /// A reader that follows the end of a topic with little memory. What is gone before it was read is passed over.
    public KafkaConsumer<byte[], byte[]> tailReader() {
        Map<String, Object> configuration = readerConfiguration();
        configuration.put("auto.offset.reset", "latest");
        configuration.putIfAbsent("max.partition.fetch.bytes", Integer.toString(256 << 10));
        configuration.putIfAbsent("fetch.max.bytes", Integer.toString(4 << 20));
        return consumer(configuration);
    }

    Map<String, Object> readerConfiguration() {
        Map<String, Object> configuration = with(settings.consumer(), READING);
        // A group's, and there is none.
        configuration.keySet().removeAll(Set.of(GROUP_PROTOCOL, "group.id", "group.instance.id", "group.remote.assignor",
                "partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms"));
        return configuration;
    }

    /// A producer whose records are never given up, so that the log has no gap where readers go by position.
    public KafkaProducer<byte[], byte[]> producer() {
        return producer(producerConfiguration());
    }

    Map<String, Object> producerConfiguration() {
        Map<String, Object> configuration = writing("2", 256 << 10, 32 << 20);
        configuration.put("request.timeout.ms", "10000");
        // No record is given up while later ones of its partition may still arrive: readers go by position and would take the
        // later ones for proof that they have seen it. Who waits too long loses the transaction instead, and sends all again.
        configuration.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        configuration.put("max.block.ms", "10000");
        configuration.putAll(settings.producer());
        return with(configuration, IN_ORDER);
    }

    /// A producer that gives up in time to answer a caller.
    ///
    /// @param makeRoomWithin    for how long sending waits while the buffer is full
    /// @param acknowledgeWithin after which a record has failed
    public KafkaProducer<byte[], byte[]> answeringProducer(String clientId, Duration makeRoomWithin, Duration acknowledgeWithin) {
        long deadline = acknowledgeWithin.toMillis();
        Map<String, Object> configuration = writing("5", 128 << 10, 32 << 20);
        configuration.put("client.id", clientId);
        configuration.remove("max.request.size");
        configuration.putAll(settings.producer());
        configuration.put("max.block.ms", Long.toString(makeRoomWithin.toMillis()));
        configuration.put("request.timeout.ms", Long.toString(deadline / 2));
        configuration.put("delivery.timeout.ms", Long.toString(deadline));
        return producer(with(configuration, SAFE));
    }

    /// A producer for the rare single record: a small buffer, and an answer within half a minute.
    public KafkaProducer<byte[], byte[]> deadLetterProducer() {
        Map<String, Object> configuration = new HashMap<>(settings.producer());
        configuration.put("buffer.memory", Integer.toString(8 << 20));
        configuration.put("max.request.size", Integer.toString(Topics.MAX_DEAD_LETTER_BYTES));
        configuration.put("max.block.ms", "10000");
        configuration.put("delivery.timeout.ms", "30000");
        configuration.put("request.timeout.ms", "10000");
        return producer(with(configuration, SAFE));
    }

    /// A producer for as many records as fast as possible, in which nothing is.
    public KafkaProducer<byte[], byte[]> paddingProducer() {
        Map<String, Object> configuration = new HashMap<>(settings.producer());
        configuration.putAll(writing("100", 1 << 20, 48 << 20));
        return producer(with(configuration, IN_ORDER));
    }

    private static Map<String, Object> writing(String lingerMillis, int batchBytes, int bufferBytes) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("compression.type", "lz4");
        configuration.put("linger.ms", lingerMillis);
        configuration.put("batch.size", Integer.toString(batchBytes));
        configuration.put("buffer.memory", Integer.toString(bufferBytes));
        configuration.put("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES));
        return configuration;
    }

    private Map<String, Object> with(Map<String, ?> chosen, Map<String, ?> fixed) {
        Map<String, Object> configuration = new HashMap<>(chosen);
        configuration.putAll(fixed);
        configuration.put("bootstrap.servers", settings.bootstrapServers());
        return configuration;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> configuration) {
        return new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> configuration) {
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
