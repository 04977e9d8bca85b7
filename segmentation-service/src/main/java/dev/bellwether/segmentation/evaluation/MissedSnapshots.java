package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.operations.Suspension;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.features.v1.FeatureStoreGrpc.FeatureStoreBlockingStub;
import dev.bellwether.features.v1.ListSnapshotsRequest;
import dev.bellwether.segmentation.evaluation.AccountStore.KnownAccount;
import dev.bellwether.segmentation.membership.RulesInForce;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// Makes up for the snapshots that a suspended account has missed: from the log, and what the log no longer has from
/// feature-service, which rebuilds the account from the journal.
public final class MissedSnapshots {

    private final RulesSource rules;
    private final AccountStore store;
    private final KafkaClients clients;
    private final FeatureStoreBlockingStub features;
    private final InstantSource clock;

    public MissedSnapshots(
            RulesSource rules, AccountStore store, KafkaSettings kafka, FeatureStoreBlockingStub features, InstantSource clock) {
        this.rules = rules;
        this.store = store;
        this.clients = new KafkaClients(kafka);
        this.features = features;
        this.clock = clock;
    }

    /// @throws Refusal.FailedPrecondition when the account still cannot be processed, here or in feature-service
    public void makeUp(Suspension suspension, Sql transaction) {
        AccountKey account = suspension.account();
        RulesInForce inForce = rules.sharedBy(transaction);
        TakenForce taken = TakenForceTable.of(transaction, suspension.partition()).getOrDefault(account.tenant(), TakenForce.NONE);
        // What took force behind the suspension has passed the account over.
        boolean isMissed = taken.offset() >= suspension.from();
        Optional<KnownAccount> before = store.known(transaction, account);
        Evaluation evaluation = new Evaluation(account, before.map(KnownAccount::known).orElse(EvaluatedAccount.NEW), inForce,
                isMissed ? TakenForce.NONE : taken);
        TopicPartition partition = new TopicPartition(suspension.topic(), suspension.partition());
        try (LogRange missed = LogRange.open(clients, partition, suspension.from(), suspension.to())) {
            if (!missed.isWhole()) {
                rebuilt(account, evaluation);
            }
            // Behind the rebuild: a day that is being closed there has been published for some accounts, and is not rebuilt yet.
            missed.forEach(account, record -> evaluation.observe(SnapshotBatch.parse(record)));
            if (taken.revision() > 0) {
                evaluation.last().or(() -> before.map(KnownAccount::last)).ifPresent(it -> evaluation.decideAgain(it, taken.day()));
            }
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            throw new Refusal.FailedPrecondition(account + " still cannot be processed: " + failure.getMessage());
        }
        if (evaluation.last().isPresent() || evaluation.aggregate().isChanged()) {
            store.store(transaction, suspension.partition(), Map.of(account, evaluation), new AppendMetadata(clock.instant()));
            evaluation.closed().ifPresent(day -> rules.closed(transaction, suspension.partition(), Map.of(account.tenant(), day)));
        }
    }

    /// Snapshots that are not newer than what is known are ignored: so all of them may be taken.
    private void rebuilt(AccountKey account, Evaluation evaluation) {
        try {
            features.listSnapshots(ListSnapshotsRequest.newBuilder().setName(ResourceNames.account(account)).build())
                    .getSnapshotsList().forEach(evaluation::observe);
        } catch (StatusRuntimeException refused) {
            throw new Refusal.FailedPrecondition(
                    account + " has missed snapshots that the log no longer has, and feature-service cannot rebuild them: "
                            + refused.getStatus().getDescription() + "; resume the account there first, or try again when it answers");
        }
    }
}
