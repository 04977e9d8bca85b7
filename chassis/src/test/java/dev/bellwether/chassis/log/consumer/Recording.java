package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Applies records to the [RecordLedger], and remembers what it has been told.
public class Recording implements BatchHandler {
    final List<PartitionBatch> batches = new CopyOnWriteArrayList<>();
    final Set<Integer> forgotten = ConcurrentHashMap.newKeySet();

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        batches.add(batch);
        RecordLedger.write(batch, transaction);
        return BatchProgress.all();
    }

    @Override
    public void forget(int partition) {
        forgotten.add(partition);
    }
}
