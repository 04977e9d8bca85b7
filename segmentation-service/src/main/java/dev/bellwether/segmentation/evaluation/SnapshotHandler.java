package dev.bellwether.segmentation.evaluation;

import com.google.protobuf.InvalidProtocolBufferException;
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
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.Rules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A partition of features in, transitions out: takes the accounts of a batch through their snapshots. Each account is loaded and
/// stored once, however many snapshots the batch has of it.
public final class SnapshotHandler implements PartitionHandler {

    private final Rules rules;
    private final AccountStore store;
    private final InstantSource clock;
    private final Runnable afterCommit;
    private final EventAge age;
    private final int partition;
    private final AccountCache cache;
    private Optional<ErasedAccounts> erased = Optional.empty();
    private boolean withEvents;

    /// @param cachedAccounts at most
    /// @param afterCommit    told when events may be waiting to be published
    public SnapshotHandler(int partition, Rules rules, AccountStore store, InstantSource clock, int cachedAccounts, Runnable afterCommit) {
        this.partition = partition;
        this.rules = rules;
        this.store = store;
        this.clock = clock;
        this.age = new EventAge(PipelineStage.SEGMENTS, clock);
        this.cache = new AccountCache(cachedAccounts);
        this.afterCommit = afterCommit;
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) {
        ErasedAccounts gone = erased.orElseGet(() -> ErasedAccounts.load(transaction, partition));
        erased = Optional.of(gone);
        Map<AccountKey, List<AccountSnapshots>> byAccount = new TreeMap<>();
        Set<AccountKey> ended = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            AccountSnapshots message = parse(record);
            AccountKey account = new AccountKey(message.getTenant(), message.getAccount());
            if (gone.contains(account) || ended.contains(account)) {
                continue;
            }
            if (ends(message)) {
                // What came before it is of no account any more, and must not be able to stand in the way.
                ended.add(account);
                byAccount.put(account, List.of(message));
            } else {
                byAccount.computeIfAbsent(account, _ -> new ArrayList<>(1)).add(message);
            }
        }
        Map<AccountKey, Evaluation> evaluations = evaluate(byAccount, known(byAccount, transaction));
        Instant decidedAt = clock.instant();
        Optional<Instant> receivedAt = ReceivedAt.first(batch.records());
        age.begun(receivedAt);
        store.store(transaction, partition, evaluations, new AppendMetadata(decidedAt, receivedAt, batch.tracesByAccount()));
        for (AccountKey account : ended) {
            // Its stream goes when its end is published.
            gone.erasing(transaction, account);
        }
        evaluations.forEach((account, evaluation) -> cache.put(account, evaluation.after()));
        withEvents = evaluations.values().stream().anyMatch(it -> it.aggregate().isChanged());
        return BatchProgress.all();
    }

    @Override
    public boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ends(parse(record));
        } catch (UndecodableRecordException _) {
            return false;
        }
    }

    private static boolean ends(AccountSnapshots message) {
        return message.getSnapshotsList().stream().anyMatch(snapshot -> snapshot.getKind() == Snapshot.Kind.ERASED);
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
            Map<AccountKey, List<AccountSnapshots>> byAccount, Map<AccountKey, EvaluatedAccount> known) {
        Map<AccountKey, Evaluation> evaluations = new TreeMap<>();
        byAccount.forEach((account, messages) -> {
            Evaluation evaluation = new Evaluation(account, known.get(account));
            try {
                messages.forEach(message -> evaluation.observe(message, rules));
            } catch (RuntimeException failure) {
                throw new AccountProcessingException(account, failure.getMessage(), failure);
            }
            if (evaluation.last().isPresent()) {
                evaluations.put(account, evaluation);
            }
        });
        return evaluations;
    }

    /// @throws UndecodableRecordException when the bytes are none of an account's snapshots
    static AccountSnapshots parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            AccountSnapshots message = AccountSnapshots.parseFrom(record.value());
            if (message.getTenant().isEmpty() || message.getAccount().isEmpty()) {
                throw new UndecodableRecordException(record.offset(), "snapshots of no account", null);
            }
            return message;
        } catch (InvalidProtocolBufferException malformed) {
            throw new UndecodableRecordException(record.offset(), "not an AccountSnapshots: " + malformed.getMessage(), malformed);
        }
    }
}
