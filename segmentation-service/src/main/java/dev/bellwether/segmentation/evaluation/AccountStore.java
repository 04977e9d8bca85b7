package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Append;
import dev.bellwether.chassis.store.EventStore;
import dev.bellwether.chassis.store.NewEvent;
import dev.bellwether.chassis.store.StoredEvent;
import dev.bellwether.chassis.store.StoredStream;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.segmentation.history.EventCodec;
import dev.bellwether.segmentation.history.MembershipStreams;
import dev.bellwether.segmentation.history.StateCodec;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipEvent;
import java.time.Instant;
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

    private static final int PAGE = 1_000;

    private final EventStore events;

    public AccountStore(EventStore events) {
        this.events = events;
    }

    Map<AccountKey, EvaluatedAccount> load(Sql sql, Collection<AccountKey> accounts) {
        Map<AccountKey, Position> positions = SnapshotTable.positions(sql, accounts);
        Map<AccountKey, EvaluatedAccount> known = new HashMap<>();
        List<StreamId> streams = accounts.stream().map(MembershipStreams::of).toList();
        for (StoredStream stream : events.load(sql, streams).values()) {
            AccountKey account = stream.stream().account();
            known.put(account, new EvaluatedAccount(
                    positions.getOrDefault(account, Position.NONE), membership(sql, stream), stream.version()));
        }
        return known;
    }

    /// @param receivedAt when the first of the facts was received that caused these evaluations, if any did
    /// @param traces     that accounts' snapshots are in, of those that have any in one
    void store(Sql sql, int partition, Instant decidedAt, Optional<Instant> receivedAt, Map<AccountKey, TraceParent> traces,
            Map<AccountKey, Evaluation> evaluations) {
        SortedMap<AccountKey, Evaluation> moved = new TreeMap<>(evaluations);
        moved.values().removeIf(it -> it.events().isEmpty());
        List<Append> appends = new ArrayList<>(moved.size());
        moved.forEach(
                (account, evaluation) -> appends.add(append(account, evaluation, decidedAt, Optional.ofNullable(traces.get(account)))));
        if (!appends.isEmpty()) {
            events.append(sql, appends, receivedAt);
            MembershipTable.write(sql, partition, moved);
        }
        if (!evaluations.isEmpty()) {
            SnapshotTable.write(sql, partition, evaluations);
        }
    }

    private static Append append(AccountKey account, Evaluation evaluation, Instant decidedAt, Optional<TraceParent> trace) {
        long version = evaluation.before().version();
        List<NewEvent> encoded = new ArrayList<>(evaluation.events().size());
        for (MembershipEvent event : evaluation.events()) {
            encoded.add(EventCodec.encode(account, ++version, decidedAt, event));
        }
        return new Append(MembershipStreams.of(account), evaluation.before().version(), encoded,
                StateCodec.encode(evaluation.after().membership()), trace);
    }

    private Membership membership(Sql sql, StoredStream stream) {
        if (stream.snapshot() != null) {
            return StateCodec.decode(stream.snapshot());
        }
        Membership membership = Membership.unplaced();
        for (long version = 0; version < stream.version();) {
            for (StoredEvent event : events.read(sql, stream.stream(), version, PAGE)) {
                membership = membership.evolve(EventCodec.decode(EventCodec.message(event.payload())));
                version = event.version();
            }
        }
        return membership;
    }
}
