package dev.bellwether.chassis.log;

import dev.bellwether.chassis.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ConcurrentHashMap;

/// Applies records to the [Ledger], and remembers what it has been told.
class Recording implements BatchHandler {
    final List<PartitionBatch> batches = new CopyOnWriteArrayList<>();
    final Set<Integer> forgotten = ConcurrentHashMap.newKeySet();

    @Override
    public Handled handle(PartitionBatch batch, Sql transaction) throws Exception {
        batches.add(batch);
        Ledger.write(batch, transaction);
        return Handled.all();
    }

    @Override
    public void forget(int partition) {
        forgotten.add(partition);
    }
}
