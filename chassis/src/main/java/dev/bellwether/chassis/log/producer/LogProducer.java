package dev.bellwether.chassis.log.producer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

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
        producer = new KafkaClients(settings).producer();
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

    /// The future fails when it is not certain that the log has the record, or when no consumer will read it at its offset. Blocks while
    /// the buffer is full, up to `max.block.ms`; a record that finds no place fails as well. After a failure nothing more of this thread
    /// is sent until its next [#flush], so that the log has no gap.
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
    /// @throws PublishFailedException when one of this thread's records since its last flush has not made it
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
