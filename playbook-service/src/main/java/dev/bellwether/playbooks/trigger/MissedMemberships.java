package dev.bellwether.playbooks.trigger;

import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Makes up for the memberships that a suspended account has missed, from the log, when it is taken up again.
public final class MissedMemberships {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MembershipHandler handler;
    private final KafkaSettings kafka;

    public MissedMemberships(MembershipHandler handler, KafkaSettings kafka) {
        this.handler = handler;
        this.kafka = kafka;
    }

    /// @throws Refusal.FailedPrecondition when the account still cannot be processed, or the log does not reach back to
    ///                                    what it has missed
    public void makeUp(Suspension suspension, Sql transaction) {
        var batch = new PartitionBatch(suspension.topic(), suspension.partition(), missed(suspension));
        try {
            handler.handle(batch, transaction);
        } catch (AccountProcessingException failure) {
            throw new Refusal.FailedPrecondition(
                    suspension.account() + " still cannot be processed: " + failure.getMessage());
        } finally {
            // Perhaps this replica does not own the partition: what it has learned of it would not stay true.
            handler.forget(suspension.partition());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> missed(Suspension suspension) {
        var partition = new TopicPartition(suspension.topic(), suspension.partition());
        byte[] key = suspension.account().bytes();
        var missed = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaClients(kafka).reader()) {
            consumer.assign(List.of(partition));
            if (consumer.beginningOffsets(List.of(partition)).get(partition) > suspension.from()) {
                throw new Refusal.FailedPrecondition(
                        suspension.account() + " has missed memberships that the log no longer has.");
            }
            consumer.seek(partition, suspension.from());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition) < suspension.to()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The log does not answer");
                }
                for (var each : consumer.poll(Duration.ofMillis(200)).records(partition)) {
                    if (each.offset() < suspension.to() && Arrays.equals(each.key(), key)) {
                        missed.add(each);
                    }
                }
            }
        }
        return missed;
    }
}
