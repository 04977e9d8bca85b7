package dev.bellwether.chassis.store;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.aggregate.Decider;
import dev.bellwether.chassis.sql.OptimisticTransaction;
import dev.bellwether.chassis.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Loads aggregates and saves what was decided on them, many at a time. Loading a batch is one statement, and saving it three, however many
/// accounts it has.
///
/// A batch of the log decides within the consumer's transaction; a single command in an [OptimisticTransaction].
public final class AggregateRepository<C, S, E> {

    private final EventStore store;
    private final Decider<C, S, E> decider;
    private final AggregateCodec<S, E> codec;
    private final Projection<C, S, E> projection;

    /// Without a projection.
    public AggregateRepository(EventStore store, Decider<C, S, E> decider, AggregateCodec<S, E> codec) {
        this(store, decider, codec, (_, _) -> {});
    }

    public AggregateRepository(
            EventStore store, Decider<C, S, E> decider, AggregateCodec<S, E> codec, Projection<C, S, E> projection) {
        this.store = store;
        this.decider = decider;
        this.codec = codec;
        this.projection = projection;
    }

    /// From their snapshots, which are taken with every append; from the events where the snapshot is of another schema. An account that
    /// nothing has happened to comes in its initial state.
    ///
    /// Before the transaction's first write: otherwise a version could be published before the one that it was decided on.
    public Map<AccountKey, Aggregate<C, S, E>> load(Sql transaction, Collection<AccountKey> accounts) {
        Map<AccountKey, Aggregate<C, S, E>> loaded = HashMap.newHashMap(accounts.size());
        List<AccountKey> withoutSnapshot = new ArrayList<>();
        for (StoredStream head : store.load(transaction, streams(accounts)).values()) {
            AccountKey account = head.stream().account();
            if (head.snapshot() != null) {
                S state = codec.decodeSnapshot(account, head.version(), head.snapshot());
                loaded.put(account, new Aggregate<>(decider, account, head.version(), state));
            } else if (head.version() == 0) {
                loaded.put(account, Aggregate.initial(decider, account));
            } else {
                withoutSnapshot.add(account);
            }
        }
        if (!withoutSnapshot.isEmpty()) {
            loaded.putAll(fold(transaction, withoutSnapshot));
        }
        return loaded;
    }

    /// From their events alone, of which a page is in memory at a time.
    public Map<AccountKey, Aggregate<C, S, E>> fold(Sql transaction, Collection<AccountKey> accounts) {
        Map<AccountKey, Aggregate<C, S, E>> folded = HashMap.newHashMap(accounts.size());
        accounts.forEach(account -> folded.put(account, Aggregate.initial(decider, account)));
        store.forEach(transaction, streams(accounts), event -> folded.computeIfPresent(event.stream().account(),
                (account, before) -> new Aggregate<>(
                        decider, account, event.version(), decider.evolve(before.state(), codec.decode(event)))));
        return folded;
    }

    /// Appends the changes, with a snapshot of each state, and writes the projection. Aggregates without changes cost nothing.
    ///
    /// @throws ConcurrentAppendException when one has changed since it was loaded: roll back, and decide again in a new transaction
    public void save(Sql transaction, Collection<Aggregate<C, S, E>> aggregates, AppendMetadata metadata) {
        List<Aggregate<C, S, E>> changed = new ArrayList<>();
        List<Append> appends = new ArrayList<>();
        for (Aggregate<C, S, E> aggregate : aggregates) {
            if (aggregate.isChanged()) {
                changed.add(aggregate);
                appends.add(append(aggregate, metadata));
            }
        }
        if (!changed.isEmpty()) {
            store.append(transaction, appends, metadata.receivedAt());
            projection.write(transaction, changed);
        }
    }

    private Append append(Aggregate<C, S, E> aggregate, AppendMetadata metadata) {
        AccountKey account = aggregate.account();
        List<NewEvent> events = new ArrayList<>(aggregate.changes().size());
        long version = aggregate.loadedVersion();
        for (var change : aggregate.changes()) {
            events.add(codec.encode(account, ++version, change, metadata.decidedAt()));
        }
        return new Append(stream(account), aggregate.loadedVersion(), events, codec.encodeSnapshot(aggregate.state()),
                metadata.trace(account));
    }

    private List<StreamId> streams(Collection<AccountKey> accounts) {
        return accounts.stream().map(this::stream).toList();
    }

    private StreamId stream(AccountKey account) {
        return new StreamId(codec.kind(), account);
    }
}
