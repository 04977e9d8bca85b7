package dev.bellwether.playbooks.trigger;

import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Sql;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Makes up for the memberships that a suspended account has missed: from the log, or, when the log no longer has them all, from
/// segmentation-service, which keeps them.
public final class MissedMemberships {
    private final MembershipHandlers handlers;
    private final KafkaClients clients;
    private final MembershipEventReader memberships;

    public MissedMemberships(MembershipHandlers handlers, KafkaSettings kafka, MembershipEventReader memberships) {
        this.handlers = handlers;
        this.clients = new KafkaClients(kafka);
        this.memberships = memberships;
    }

    /// @throws Refusal.FailedPrecondition when the account still cannot be processed
    public void makeUp(Suspension suspension, Sql transaction) {
        var batch = new PartitionBatch(suspension.topic(), suspension.partition(), missed(suspension));
        try {
            // One of its own: this replica perhaps does not own the partition.
            handlers.open(suspension.partition()).handle(batch, transaction);
        } catch (AccountProcessingException failure) {
            throw new Refusal.FailedPrecondition(
                    suspension.account() + " still cannot be processed: " + failure.getMessage());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> missed(Suspension suspension) {
        TopicPartition partition = new TopicPartition(suspension.topic(), suspension.partition());
        try (LogRange range = LogRange.open(clients, partition, suspension.from(), suspension.to())) {
            if (!range.isWhole()) {
                return stored(suspension);
            }
            var missed = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            range.forEach(suspension.account(), missed::add);
            return missed;
        }
    }

    /// As the log had them. What was acted on before is among them, and skipped by its version.
    private List<ConsumerRecord<byte[], byte[]>> stored(Suspension suspension) {
        try {
            return memberships.of(suspension.account()).stream()
                    .map(event -> new ConsumerRecord<>(
                            suspension.topic(), suspension.partition(), suspension.from(), suspension.account().bytes(),
                            event.toByteArray()))
                    .toList();
        } catch (StatusRuntimeException refused) {
            throw new Refusal.FailedPrecondition(
                    suspension.account() + " has missed memberships that the log no longer has, and segmentation-service"
                            + " does not tell them: " + refused.getStatus().getDescription() + "; try again when it answers");
        }
    }
}
