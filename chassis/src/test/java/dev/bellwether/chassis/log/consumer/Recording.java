package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.sql.Sql;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Applies records of any partition to the [RecordLedger], and remembers what it has been told.
public class Recording implements BatchHandler {
    final List<PartitionBatch> batches = new CopyOnWriteArrayList<>();
    final Set<Integer> closed = ConcurrentHashMap.newKeySet();

    @Override
    public PartitionHandler open(int partition) {
        return new PartitionHandler() {
            @Override
            public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                return Recording.this.handle(batch, transaction);
            }

            @Override
            public void close() {
                closed.add(partition);
            }
        };
    }

    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        batches.add(batch);
        RecordLedger.write(batch, transaction);
        return BatchProgress.all();
    }
}
