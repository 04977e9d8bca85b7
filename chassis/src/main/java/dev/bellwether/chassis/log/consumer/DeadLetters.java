package dev.bellwether.chassis.log.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.PublishFailedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// The topic `<topic>.dlq`: records whose bytes could not be understood, as they came, with where they stood and why they
/// are here in the headers. Its producer is made when it is first needed, which is hopefully never.
final class DeadLetters implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 40;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private Producer<byte[], byte[]> producer;

    DeadLetters(KafkaSettings kafka, String topic) {
        this(new KafkaClients(kafka)::deadLetterProducer, topic);
    }

    DeadLetters(Supplier<Producer<byte[], byte[]>> producers, String topic) {
        this.producers = producers;
        this.topic = Topics.deadLetters(topic);
    }

    /// Returns when the log has it.
    ///
    /// @throws PublishFailedException when it has not taken it for certain
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

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
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
