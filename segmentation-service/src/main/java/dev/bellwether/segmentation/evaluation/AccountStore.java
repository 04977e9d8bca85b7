package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Loads accounts and stores what has become of them, many at a time: the events first of all, and with them the tables
/// that answer questions.
public final class AccountStore {

    private final AggregateRepository<MembershipCommand, Membership, MembershipEvent> memberships;

    public AccountStore(AggregateRepository<MembershipCommand, Membership, MembershipEvent> memberships) {
        this.memberships = memberships;
    }

    Map<AccountKey, EvaluatedAccount> load(Sql sql, Collection<AccountKey> accounts) {
        Map<AccountKey, SnapshotTable.Known> positions = SnapshotTable.known(sql, accounts);
        Map<AccountKey, EvaluatedAccount> known = HashMap.newHashMap(accounts.size());
        memberships.load(sql, accounts).forEach((account, membership) -> {
            SnapshotTable.Known snapshot = positions.getOrDefault(account, SnapshotTable.Known.NOTHING);
            known.put(account,
                    new EvaluatedAccount(snapshot.position(), membership.state(), membership.version(), snapshot.revision()));
        });
        return known;
    }

    /// An account with its last snapshot.
    record KnownAccount(EvaluatedAccount known, Snapshot last) {}

    /// The next accounts of a tenant in a partition, in order of their names.
    ///
    /// @param after the last one of the page before; empty for the first page
    SortedMap<AccountKey, KnownAccount> page(Sql sql, int partition, String tenant, String after, int limit) {
        return known(sql, SnapshotTable.page(sql, partition, tenant, after, limit));
    }

    /// Absent when nothing has been heard of the account.
    Optional<KnownAccount> known(Sql sql, AccountKey account) {
        return Optional.ofNullable(known(sql, SnapshotTable.snapshot(sql, account)).get(account));
    }

    private SortedMap<AccountKey, KnownAccount> known(Sql sql, Map<AccountKey, SnapshotTable.Stored> snapshots) {
        SortedMap<AccountKey, KnownAccount> known = new TreeMap<>();
        memberships.load(sql, snapshots.keySet()).forEach((account, membership) -> {
            SnapshotTable.Stored stored = snapshots.get(account);
            known.put(account, new KnownAccount(
                    new EvaluatedAccount(stored.known().position(), membership.state(), membership.version(), stored.known().revision()),
                    stored.snapshot()));
        });
        return known;
    }

    void store(Sql sql, int partition, Map<AccountKey, Evaluation> evaluations, AppendMetadata metadata) {
        SortedMap<AccountKey, Evaluation> moved = new TreeMap<>(evaluations);
        moved.values().removeIf(it -> !it.aggregate().isChanged());
        if (!moved.isEmpty()) {
            List<Aggregate<MembershipCommand, Membership, MembershipEvent>> changed = new ArrayList<>(moved.size());
            moved.values().forEach(it -> changed.add(it.aggregate()));
            memberships.save(sql, changed, metadata);
            MembershipTable.write(sql, partition, moved);
        }
        SortedMap<AccountKey, Evaluation> heardOf = new TreeMap<>(evaluations);
        heardOf.values().removeIf(it -> it.last().isEmpty());
        if (!heardOf.isEmpty()) {
            SnapshotTable.write(sql, partition, heardOf);
        }
    }
}
