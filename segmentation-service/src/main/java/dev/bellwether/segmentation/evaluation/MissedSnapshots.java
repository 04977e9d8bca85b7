package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.membership.Rules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Makes up for the snapshots that a suspended account has missed, from the log, when it is taken up again.
public final class MissedSnapshots {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AccountStore store;
    private final KafkaSettings kafka;
    private final InstantSource clock;

    public MissedSnapshots(AccountStore store, KafkaSettings kafka, InstantSource clock) {
        this.store = store;
        this.kafka = kafka;
        this.clock = clock;
    }

    /// @throws Refusal.FailedPrecondition when the account still cannot be processed, or the log does not reach back to
    ///                                    what it has missed
    public void makeUp(Suspension suspension, Rules rules, Sql transaction) {
        AccountKey account = suspension.account();
        Evaluation evaluation = new Evaluation(store.load(transaction, List.of(account)).get(account));
        try {
            read(suspension, record -> evaluation.observe(SnapshotHandler.parse(record), rules));
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            throw new Refusal.FailedPrecondition(account + " still cannot be processed: " + failure.getMessage());
        }
        if (evaluation.last().isPresent()) {
            store.store(transaction, suspension.partition(), clock.instant(), Optional.empty(), Map.of(), Map.of(account, evaluation));
        }
    }

    private void read(Suspension suspension, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        TopicPartition partition = new TopicPartition(suspension.topic(), suspension.partition());
        byte[] key = suspension.account().bytes();
        try (var consumer = new KafkaClients(kafka).reader()) {
            consumer.assign(List.of(partition));
            if (consumer.beginningOffsets(List.of(partition)).get(partition) > suspension.from()) {
                throw new Refusal.FailedPrecondition(
                        suspension.account() + " has missed snapshots that the log no longer has; refold it instead");
            }
            consumer.seek(partition, suspension.from());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < suspension.to()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the log does not answer");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200)).records(partition)) {
                    if (record.offset() < suspension.to() && Arrays.equals(record.key(), key)) {
                        reader.accept(record);
                    }
                }
            }
        }
    }
}
