package dev.bellwether.chassis.log.clients;

import dev.bellwether.chassis.account.AccountKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// The records of one partition between two offsets, as far as the log still has them.
public final class LogRange implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final TopicPartition partition;
    private final long from;
    private final long to;

    private LogRange(KafkaConsumer<byte[], byte[]> kafka, TopicPartition partition, long from, long to) {
        this.kafka = kafka;
        this.partition = partition;
        this.from = from;
        this.to = to;
    }

    /// @param from the first offset
    /// @param to   the offset behind the last one
    public static LogRange open(KafkaClients clients, TopicPartition partition, long from, long to) {
        return new LogRange(assigned(clients, partition), partition, from, to);
    }

    /// From the beginning of the log to where it ends now.
    public static LogRange open(KafkaClients clients, TopicPartition partition) {
        KafkaConsumer<byte[], byte[]> kafka = assigned(clients, partition);
        return new LogRange(kafka, partition, beginning(kafka, partition), kafka.endOffsets(List.of(partition)).get(partition));
    }

    /// All that a topic has now, partition by partition.
    public static void forEach(KafkaClients clients, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        int partitions;
        try (KafkaConsumer<byte[], byte[]> kafka = clients.reader()) {
            partitions = kafka.partitionsFor(topic).size();
        }
        for (int partition = 0; partition < partitions; partition++) {
            try (LogRange range = open(clients, new TopicPartition(topic, partition))) {
                range.forEach(reader);
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> assigned(KafkaClients clients, TopicPartition partition) {
        KafkaConsumer<byte[], byte[]> kafka = clients.rangeReader();
        kafka.assign(List.of(partition));
        return kafka;
    }

    private static long beginning(KafkaConsumer<byte[], byte[]> kafka, TopicPartition partition) {
        return kafka.beginningOffsets(List.of(partition)).get(partition);
    }

    /// Whether the log still has the first of its records, and so all.
    public boolean isWhole() {
        return beginning(kafka, partition) <= from;
    }

    /// Hands over in order what the log still has.
    ///
    /// @throws TimeoutException when Kafka gives nothing for a minute
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        kafka.seek(partition, Math.max(from, beginning(kafka, partition)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kafka.position(partition) < to) {
            List<ConsumerRecord<byte[], byte[]>> records = kafka.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("the log " + partition + " gives nothing at offset " + kafka.position(partition));
            }
            records.stream().filter(record -> record.offset() < to).forEach(reader);
        }
    }

    /// As [#forEach(Consumer)], the records of one account only.
    public void forEach(AccountKey account, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        byte[] key = account.bytes();
        forEach(record -> {
            if (Arrays.equals(record.key(), key)) {
                reader.accept(record);
            }
        });
    }

    @Override
    public void close() {
        kafka.close();
    }
}
