package dev.bellwether.chassis.store;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.DecidedEvent;
import java.time.Instant;

/// How an aggregate is stored. Events are kept for ever: older forms are lifted in [#decode] (upcasting), so that a decider sees the
/// newest only. Snapshots are disposable: when their form or the fold changes, the [EventStore]'s snapshot schema is raised, and they are
/// rebuilt from the events.
///
/// @param <S> the state
/// @param <E> events
public interface AggregateCodec<S, E> {

    /// Of the aggregate's streams, as in "membership".
    String kind();

    /// @param version   the event's place in the stream
    /// @param decidedAt when it was decided
    NewEvent encode(AccountKey account, long version, DecidedEvent<S, E> decided, Instant decidedAt);

    E decode(StoredEvent event);

    byte[] encodeSnapshot(S state);

    /// @param version of the stream, at which the snapshot was taken
    S decodeSnapshot(AccountKey account, long version, byte[] snapshot);
}
