package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<AccountKey, Position> positions = SnapshotTable.positions(sql, accounts);
        Map<AccountKey, EvaluatedAccount> known = HashMap.newHashMap(accounts.size());
        memberships.load(sql, accounts).forEach((account, membership) -> known.put(account, new EvaluatedAccount(
                positions.getOrDefault(account, Position.NONE), membership.state(), membership.version())));
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
        if (!evaluations.isEmpty()) {
            SnapshotTable.write(sql, partition, evaluations);
        }
    }
}
