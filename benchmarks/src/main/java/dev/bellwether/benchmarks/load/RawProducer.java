package dev.bellwether.benchmarks.load;

import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The reference: how fast Kafka's own producer gets the same bytes acknowledged by the same broker, with the
/// gateway's guarantees (acks=all, idempotent), and nothing else going on.
public final class RawProducer {

    private final String bootstrapServers;

    public RawProducer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /// Events per second, acknowledged.
    public double measure(LoadEvents events, int partitions, int seconds) throws Exception {
        String topic = "bellwether.bench.raw." + System.nanoTime();
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "131072");
        settings.put("buffer.memory", "67108864");
        List<Event> sample = events.usage(10_000, new SplittableRandom(7));
        byte[][] keys = new byte[sample.size()][];
        byte[][] values = new byte[sample.size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (sample.get(i).getTenant() + "/" + sample.get(i).getAccount()).getBytes();
            values[i] = LogEntry.newBuilder().setReceivedAt(sample.get(i).getOccurredAt()).setEvent(sample.get(i)).build().toByteArray();
        }
        Topics.ensure(bootstrapServers, partitions, topic);
        try (Admin admin = Admin.create(settings)) {
            try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                send(producer, topic, keys, values, 2);
                return send(producer, topic, keys, values, seconds);
            } finally {
                admin.deleteTopics(List.of(topic, Topics.deadLetters(topic))).all().get();
            }
        }
    }

    private static double send(KafkaProducer<byte[], byte[]> producer, String topic, byte[][] keys, byte[][] values, int seconds) {
        LongAdder acknowledged = new LongAdder();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        for (int i = 0; System.nanoTime() < end; i = i + 1 == keys.length ? 0 : i + 1) {
            producer.send(new ProducerRecord<>(topic, keys[i], values[i]), (_, failure) -> {
                if (failure == null) {
                    acknowledged.increment();
                }
            });
        }
        producer.flush();
        return acknowledged.sum() / ((System.nanoTime() - begin) / 1e9);
    }
}
