package dev.bellwether.chassis.store;

import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.sql.Sql;
import java.util.List;

/// What answers questions about aggregates (a read model), written in the transaction that appends their events.
@FunctionalInterface
public interface Projection<C, S, E> {

    /// @param changed with the changes that have just been appended
    void write(Sql transaction, List<Aggregate<C, S, E>> changed);
}
