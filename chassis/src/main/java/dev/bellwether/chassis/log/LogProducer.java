package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Writes to the log: acknowledged by all replicas, idempotent, in order per partition. One for all threads of a service.
///
/// Who sends a batch and must know that all of it is there calls [#flush] afterwards, from the thread that sent it.
public final class LogProducer implements AutoCloseable {
    private static final int CLOSING_SECONDS = 10;

    private final KafkaProducer<byte[], byte[]> producer;
    private final CommittedOffsetLookup committedOffsets;
    private final ThreadLocal<AtomicReference<Throwable>> failures = ThreadLocal.withInitial(AtomicReference::new);

    public LogProducer(KafkaSettings settings) {
        this(settings, CommittedOffsetLookup.NONE);
    }

    /// @param committedOffsets below which a record has not made it, though it is in the log
    public LogProducer(KafkaSettings settings, CommittedOffsetLookup committedOffsets) {
        this.committedOffsets = committedOffsets;
        var configuration = new HashMap<String, Object>();
        configuration.put("compression.type", "lz4");
        configuration.put("linger.ms", "2");
        configuration.put("batch.size", Integer.toString(256 * 1024));
        configuration.put("buffer.memory", Integer.toString(32 * 1024 * 1024));
        configuration.put("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES));
        configuration.put("request.timeout.ms", "10000");
        // No record is given up while later ones of its partition may still arrive: readers go by position and would take the
        // later ones for proof that they have seen it. Who waits too long loses the transaction instead, and sends all again.
        configuration.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        configuration.put("max.block.ms", "10000");
        configuration.putAll(settings.producer());
        configuration.put("bootstrap.servers", settings.bootstrapServers());
        configuration.put("acks", "all");
        configuration.put("enable.idempotence", "true");
        // A broker that does not know a producer yet takes any sequence number for its first. With several requests under way,
        // the first refused (its leader has just been made, or has moved) and the second taken, the first would be out of
        // order for ever, and everything behind it would wait. What is sent meanwhile makes the next request larger.
        configuration.put("max.in.flight.requests.per.connection", "1");
        producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /// Sends to the account's partition.
    public CompletableFuture<RecordMetadata> send(String topic, AccountKey account, byte[] value, Header... headers) {
        return send(new ProducerRecord<>(topic, null, account.bytes(), value, List.of(headers)));
    }

    /// Sends to a partition.
    ///
    /// @param key may be null
    public CompletableFuture<RecordMetadata> send(String topic, int partition, byte[] key, byte[] value, Header... headers) {
        return send(new ProducerRecord<>(topic, partition, key, value, List.of(headers)));
    }

    /// The future fails when the log has not taken the record for certain, or where nobody will read it. Blocks while the buffer is full, up to
    /// `max.block.ms`; a record that finds no place fails as well. After a failure nothing more of this thread is sent until
    /// its next [#flush], so that the log has no gap.
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        var failure = failures.get();
        if (failure.get() != null) {
            return CompletableFuture.failedFuture(failure.get());
        }
        var acknowledged = new CompletableFuture<RecordMetadata>();
        CommittedOffsets floor = committedOffsets.of(record.topic());
        if (floor.closed().isPresent()) {
            failure.set(floor.closed().get());
            return CompletableFuture.failedFuture(failure.get());
        }
        try {
            producer.send(record, (metadata, exception) -> {
                Exception problem = exception == null ? floor.problem(metadata).orElse(null) : exception;
                if (problem == null) {
                    acknowledged.complete(metadata);
                } else {
                    failure.compareAndSet(null, problem);
                    acknowledged.completeExceptionally(problem);
                }
            });
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    /// Returns when everything that this thread has sent is in the log.
    ///
    /// @throws PublishingFailed when one of this thread's records since its last flush has not made it
    public void flush() {
        producer.flush();
        Throwable failure = failures.get().getAndSet(null);
        if (failure != null) {
            throw new PublishFailedException("the log has not taken a record: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(CLOSING_SECONDS));
    }
}
