package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.producer.PublishFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Makes partitions longer, by records in which nothing is: there is no other way to raise where a topic counts from.
final class OffsetPadding {

    private static final Logger LOG = Logger.getLogger(OffsetPadding.class);
    private static final byte[] NOTHING = new byte[0];
    /// Of one partition, before it is another's turn.
    private static final int SLICE = 200_000;
    private static final Duration TELLING = Duration.ofSeconds(10);

    private OffsetPadding() {}

    /// Returns when all are in the log.
    ///
    /// @param missing how many, by partition
    /// @throws PublishFailedException when one has not made it: some are there then
    static void write(KafkaSettings kafka, Map<TopicPartition, Long> missing) {
        long all = missing.values().stream().mapToLong(Long::longValue).sum();
        LOG.infof("%,d empty records bring %d partitions to where they have been read", (Long) all, (Integer) missing.size());
        Map<TopicPartition, Long> left = new HashMap<>(missing);
        AtomicReference<Exception> failure = new AtomicReference<>();
        // One for all records: this is about nothing but their number.
        Callback failed = (_, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        };
        long begun = System.nanoTime();
        long told = begun;
        long sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaClients(kafka).paddingProducer()) {
            while (!left.isEmpty() && failure.get() == null) {
                for (TopicPartition partition : missing.keySet()) {
                    long slice = Math.min(SLICE, left.getOrDefault(partition, 0L));
                    for (long i = 0; i < slice; i++) {
                        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, NOTHING), failed);
                    }
                    sent += slice;
                    left.computeIfPresent(partition, (_, before) -> before > slice ? before - slice : null);
                }
                if (System.nanoTime() - told > TELLING.toNanos()) {
                    told = System.nanoTime();
                    LOG.infof("%,d of %,d empty records are written", (Long) sent, (Long) all);
                }
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new PublishFailedException("the log has not taken an empty record: " + failure.get().getMessage(), failure.get());
        }
        LOG.infof("%,d empty records are written, %,d a second", (Long) all,
                (Long) (all * 1_000_000_000L / Math.max(1, System.nanoTime() - begun)));
    }
}
