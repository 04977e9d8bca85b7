package dev.bellwether.chassis.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topic `<topic>.dlq`: records whose bytes could not be understood, as they came, with where they stood and why they
/// are here in the headers. Its producer is made when it is first needed, which is hopefully never.
final class DeadLetters implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 40;
    private static final List<String> SHARED_WITH_THE_CONSUMER = List.of("security.", "sasl.", "ssl.");

    private final String topic;
    private final Map<String, Object> configuration = new HashMap<>();
    private KafkaProducer<byte[], byte[]> producer;

    DeadLetters(LogConsumerSettings settings) {
        topic = Topics.deadLetters(settings.topic());
        configuration.putAll(sharedWithTheConsumer(settings));
        configuration.put("bootstrap.servers", settings.bootstrapServers());
        configuration.put("acks", "all");
        configuration.put("enable.idempotence", "true");
        configuration.put("buffer.memory", Integer.toString(8 << 20));
        configuration.put("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES + (64 << 10)));
        configuration.put("max.block.ms", "10000");
        configuration.put("delivery.timeout.ms", "30000");
        configuration.put("request.timeout.ms", "10000");
    }

    /// Of a consumer's settings those that every client needs: how it shows who it is.
    static Map<String, String> sharedWithTheConsumer(LogConsumerSettings settings) {
        Map<String, String> shared = new HashMap<>(settings.overrides());
        shared.keySet().removeIf(name -> SHARED_WITH_THE_CONSUMER.stream().noneMatch(name::startsWith));
        return shared;
    }

    /// Returns when the log has it.
    ///
    /// @throws PublishingFailed when it has not taken it for certain
    void put(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers().add("origin-topic", record.topic().getBytes(UTF_8));
        letter.headers().add("origin-partition", Integer.toString(record.partition()).getBytes(UTF_8));
        letter.headers().add("origin-offset", Long.toString(record.offset()).getBytes(UTF_8));
        letter.headers().add("reason", String.valueOf(reason).getBytes(UTF_8));
        try {
            producer().send(letter).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailedException("interrupted while putting a record aside", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new PublishFailedException("a record cannot be put aside: " + e.getMessage(), e);
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
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
