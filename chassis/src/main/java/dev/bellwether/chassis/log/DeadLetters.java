package dev.bellwether.chassis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topic `<topic>.dlq`: records whose bytes could not be understood, as they came, with where they stood and why they
/// are here in the headers. Its producer is made when it is first needed, which is hopefully never.
final class DeadLetters implements AutoCloseable {

    private final String topic;
    private final String bootstrapServers;
    private KafkaProducer<byte[], byte[]> producer;

    DeadLetters(String topic, String bootstrapServers) {
        this.topic = topic + ".dlq";
        this.bootstrapServers = bootstrapServers;
    }

    /// Returns when the log has it.
    void put(ConsumerRecord<byte[], byte[]> record, String reason) throws Exception {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers().add("origin-topic", record.topic().getBytes(UTF_8));
        letter.headers().add("origin-partition", Integer.toString(record.partition()).getBytes(UTF_8));
        letter.headers().add("origin-offset", Long.toString(record.offset()).getBytes(UTF_8));
        letter.headers().add("reason", String.valueOf(reason).getBytes(UTF_8));
        producer().send(letter).get(30, TimeUnit.SECONDS);
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", "true", "buffer.memory", "4194304"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
