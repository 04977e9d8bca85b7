package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.fold.PartitionFolder;
import dev.bellwether.features.peers.VisibleReferences;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.storage.StoredAccounts;
import dev.bellwether.features.storage.StoredCoordination;
import dev.bellwether.features.storage.StoredReferences;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One partition at work: the pure folder over what is stored. True as long as its transactions commit.
final class FoldedPartition {

    private final int partition;
    private final StoredAccounts accounts;
    private final StoredReferences references;
    private final StoredCoordination coordination;
    private final PartitionFolder folder;
    private long applied;
    /// Of the first fact of what is being folded; empty while a day is being closed.
    private Optional<Instant> receivedAt = Optional.empty();
    /// Of the accounts of what is being folded.
    private Map<AccountKey, TraceParent> traces = Map.of();

    private FoldedPartition(Sql sql, int partition, FoldSettings settings, ReferenceMemory memory, SnapshotPublisher publisher) {
        this.partition = partition;
        this.accounts = new StoredAccounts(partition, settings.topic(), settings.cachedMonths(), ErasedAccounts.load(sql, partition));
        this.references = new StoredReferences(memory);
        this.coordination = new StoredCoordination(partition, settings.partitions(), references);
        VisibleReferences knowledge = PartitionTables.knowledge(sql, partition);
        this.folder = new PartitionFolder(
                accounts,
                references,
                coordination,
                (account, snapshots) -> publisher.publish(partition, account, snapshots, cause(account)),
                knowledge,
                settings.closedAtOnce());
        this.applied = PartitionTables.applied(sql, partition);
    }

    static FoldedPartition load(
            Sql sql, int partition, FoldSettings settings, ReferenceMemory memory, SnapshotPublisher publisher) {
        return new FoldedPartition(sql, partition, settings, memory, publisher);
    }

    void use(Sql transaction) {
        accounts.use(transaction);
        references.use(transaction);
        coordination.use(transaction);
    }

    /// The last inbound offset applied.
    long applied() {
        return applied;
    }

    private Cause cause(AccountKey account) {
        return new Cause(receivedAt, traces.isEmpty() ? Optional.empty() : Optional.ofNullable(traces.get(account)));
    }

    /// Folds them, and publishes what they make of their accounts.
    ///
    /// @param traces that accounts' facts are in, of those that have any in one
    void facts(List<InboundEntry> facts, Map<AccountKey, TraceParent> traces) {
        this.traces = traces;
        receivedAt = Optional.of(Dates.instant(facts.getFirst().entry().getReceivedAt()));
        Map<AccountKey, Long> ends = new HashMap<>();
        facts.stream().filter(InboundEntry::endsAccount).forEach(end -> ends.put(end.account(), end.offset()));
        Set<AccountKey> keys = new HashSet<>();
        facts.forEach(fact -> keys.add(fact.account()));
        keys.removeAll(ends.keySet());
        accounts.load(keys);
        accounts.loadForErasure(ends.keySet());
        for (InboundEntry fact : facts) {
            // What comes before an end is not folded: it is lost anyway, and must not be able to stand in the way.
            if (fact.offset() >= ends.getOrDefault(fact.account(), Long.MIN_VALUE) || fact.endsAccount()) {
                folder.fact(fact.offset(), fact.entry());
            }
        }
        folder.settle();
    }

    void store(long offset, Sql transaction) {
        accounts.write();
        apply(offset, transaction);
    }

    Optional<Instant> receivedAt() {
        return receivedAt;
    }

    Outcome marker(InboundEntry marker, Sql transaction) {
        receivedAt = Optional.empty();
        traces = Map.of();
        references.forget();
        Outcome outcome = folder.marker(marker.offset(), marker.entry());
        if (outcome == Outcome.CLOSED) {
            references.forget();
            apply(marker.offset(), transaction);
        }
        return outcome;
    }

    void committed() {
        accounts.evict();
    }

    private void apply(long offset, Sql transaction) {
        PartitionTables.apply(transaction, partition, offset);
        applied = offset;
    }
}
