package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Streams of events on PostgreSQL. The event table is the outbox: a [publisher][EventPublisher] sends what is committed
/// to the service's topic, per stream in order of version.
public interface EventStore {

    /// The heads of the streams; one that does not exist comes with version 0. Call before the transaction's first write.
    Map<StreamId, StoredStream> load(Sql sql, Collection<StreamId> streams);

    /// The events of one stream after a version, in order.
    List<StoredEvent> read(Sql sql, StreamId stream, long afterVersion, int limit);

    /// Hands over all events of the streams, those of each stream in order of version, a page in memory at a time. One statement, in a
    /// transaction only.
    void forEach(Sql transaction, Collection<StreamId> streams, Consumer<StoredEvent> reader);

    /// Appends to all streams or to none.
    ///
    /// @throws ConcurrentAppendException when one of the streams has moved on: roll back, load again in a new transaction
    default void append(Sql sql, List<Append> appends) {
        append(sql, appends, Optional.empty());
    }

    /// @param receivedAt when the first of the facts was received that made all these events, if any did
    void append(Sql sql, List<Append> appends, Optional<Instant> receivedAt);
}
