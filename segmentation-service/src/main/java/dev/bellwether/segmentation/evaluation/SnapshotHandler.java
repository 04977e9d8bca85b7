package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.log.clients.ReceivedAt;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.chassis.metrics.EventAge;
import dev.bellwether.chassis.metrics.PipelineStage;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.segmentation.membership.RulesInForce;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A partition of features in, transitions out: takes the accounts of a batch through their snapshots. Each account is loaded and
/// stored once, however many snapshots the batch has of it. A notice of rules that have taken force is a [RulesTurn].
public final class SnapshotHandler implements PartitionHandler {

    private final int partition;
    private final RulesSource rules;
    private final AccountStore store;
    private final InstantSource clock;
    private final Runnable afterCommit;
    private final EventAge age;
    private final AccountCache cache;
    private final RulesTurn turn;
    private final Map<String, LocalDate> closed = new HashMap<>();
    private Optional<ErasedAccounts> erased = Optional.empty();
    private boolean withEvents;

    /// @param cachedAccounts at most
    /// @param decidedAtOnce  accounts of a transaction when rules have taken force, at most
    /// @param afterCommit    told when events may be waiting to be published
    public SnapshotHandler(int partition, RulesSource rules, AccountStore store, InstantSource clock, int cachedAccounts, int decidedAtOnce,
            Runnable afterCommit) {
        this.partition = partition;
        this.rules = rules;
        this.store = store;
        this.clock = clock;
        this.age = new EventAge(PipelineStage.SEGMENTS, clock);
        this.cache = new AccountCache(cachedAccounts);
        this.turn = new RulesTurn(partition, store, decidedAtOnce);
        this.afterCommit = afterCommit;
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) {
        RulesInForce inForce = rules.sharedBy(transaction);
        ErasedAccounts gone = erased.orElseGet(() -> ErasedAccounts.load(transaction, partition));
        erased = Optional.of(gone);
        SnapshotBatch snapshots = SnapshotBatch.of(batch.records(), gone::contains);
        if (snapshots.notice() && snapshots.records() == 0) {
            return decideAgain(batch, inForce, gone, transaction);
        }
        Map<AccountKey, Evaluation> evaluations = evaluate(snapshots.byAccount(), inForce, transaction);
        Instant decidedAt = clock.instant();
        Optional<Instant> receivedAt = ReceivedAt.first(batch.records());
        age.begun(receivedAt);
        store.store(transaction, partition, evaluations, new AppendMetadata(decidedAt, receivedAt, batch.tracesByAccount()));
        for (AccountKey account : snapshots.ended()) {
            // Its stream goes when its end is published.
            gone.erasing(transaction, account);
        }
        close(evaluations, transaction);
        evaluations.forEach((account, evaluation) -> cache.put(account, evaluation.after()));
        withEvents = evaluations.values().stream().anyMatch(it -> it.aggregate().isChanged());
        return snapshots.notice() ? new BatchProgress.First(snapshots.records()) : BatchProgress.all();
    }

    /// One page of it.
    private BatchProgress decideAgain(PartitionBatch batch, RulesInForce inForce, ErasedAccounts gone, Sql transaction) {
        ConsumerRecord<byte[], byte[]> notice = batch.records().getFirst();
        RulesTurn.Page page = turn.next(notice.offset(), SnapshotBatch.parse(notice), inForce,
                account -> batch.suspended().contains(account) || gone.contains(account), transaction);
        Map<AccountKey, Evaluation> moved = new TreeMap<>(page.evaluations());
        moved.values().removeIf(it -> !it.aggregate().isChanged());
        store.store(transaction, partition, moved, new AppendMetadata(clock.instant()));
        moved.forEach((account, evaluation) -> cache.put(account, evaluation.after()));
        withEvents = !moved.isEmpty();
        return new BatchProgress.First(page.isLast() ? 1 : 0);
    }

    /// What is written once need not be written again: as long as this handler lives, its transactions have committed.
    private void close(Map<AccountKey, Evaluation> evaluations, Sql transaction) {
        Map<String, LocalDate> days = new TreeMap<>();
        evaluations.forEach((account, evaluation) -> evaluation.closed()
                .filter(day -> day.isAfter(closed.getOrDefault(account.tenant(), LocalDate.MIN)))
                .ifPresent(day -> {
                    closed.put(account.tenant(), day);
                    days.put(account.tenant(), day);
                }));
        if (!days.isEmpty()) {
            rules.closed(transaction, partition, days);
        }
    }

    @Override
    public boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        try {
            return SnapshotBatch.ends(SnapshotBatch.parse(record));
        } catch (UndecodableRecordException _) {
            return false;
        }
    }

    @Override
    public void committed() {
        age.committed();
        cache.keep();
        // Most batches move nobody.
        if (withEvents) {
            withEvents = false;
            afterCommit.run();
        }
    }

    private Map<AccountKey, EvaluatedAccount> known(Map<AccountKey, List<AccountSnapshots>> byAccount, Sql transaction) {
        Map<AccountKey, EvaluatedAccount> known = new TreeMap<>();
        List<AccountKey> missing = new ArrayList<>();
        for (AccountKey account : byAccount.keySet()) {
            cache.get(account).ifPresentOrElse(it -> known.put(account, it), () -> missing.add(account));
        }
        if (!missing.isEmpty()) {
            known.putAll(store.load(transaction, missing));
        }
        return known;
    }

    private Map<AccountKey, Evaluation> evaluate(
            Map<AccountKey, List<AccountSnapshots>> byAccount, RulesInForce inForce, Sql transaction) {
        Map<AccountKey, EvaluatedAccount> known = known(byAccount, transaction);
        Map<AccountKey, Evaluation> evaluations = new TreeMap<>();
        byAccount.forEach((account, messages) -> {
            Evaluation evaluation =
                    new Evaluation(account, known.get(account), inForce, turn.taken(account.tenant(), transaction));
            try {
                messages.forEach(evaluation::observe);
                evaluation.settle();
            } catch (RuntimeException failure) {
                throw new AccountProcessingException(account, failure.getMessage(), failure);
            }
            if (evaluation.last().isPresent()) {
                evaluations.put(account, evaluation);
            }
        });
        return evaluations;
    }
}
