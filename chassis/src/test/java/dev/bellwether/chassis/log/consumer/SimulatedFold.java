package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a service does: keeps each account's state, here the offsets applied to it, with that of its partitions in memory, and
/// publishes what it has applied before the commit.
final class SimulatedFold implements BatchHandler {

    private final Set<String> published;
    private final boolean remembersWhatFailed;
    private final Consumer<String> violations;
    private final Map<Integer, PartitionHandler> remembered = new HashMap<>();
    private final Set<Integer> busy = new HashSet<>();

    /// @param published           gets `partition-offset` of what is published
    /// @param remembersWhatFailed a fault, to see that a simulation finds out
    /// @param violations          called for each broken invariant
    SimulatedFold(Set<String> published, boolean remembersWhatFailed, Consumer<String> violations) {
        this.violations = violations;
        this.published = published;
        this.remembersWhatFailed = remembersWhatFailed;
    }

    @Override
    public PartitionHandler open(int partition) {
        return remembersWhatFailed
                ? remembered.computeIfAbsent(partition, SimulatedPartitionFold::new)
                : new SimulatedPartitionFold(partition);
    }

    private final class SimulatedPartitionFold implements PartitionHandler {

        private final int partition;
        private final Map<AccountKey, List<Long>> known = new HashMap<>();
        private final Map<AccountKey, List<Long>> uncommitted = new HashMap<>();

        SimulatedPartitionFold(int partition) {
            this.partition = partition;
        }

        @Override
        public BatchProgress handle(PartitionBatch batch, Sql sql) {
            if (!busy.add(partition)) {
                violations.accept("two batches of partition " + partition + " at once in one process");
            }
            try {
                return fold(batch, (SimulatedDatabase.Transaction) sql);
            } finally {
                busy.remove(partition);
            }
        }

        private BatchProgress fold(PartitionBatch batch, SimulatedDatabase.Transaction transaction) {
            Map<AccountKey, List<Long>> changed = new TreeMap<>(SimulatedLog.BY_NAME);
            for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
                AccountKey account = SimulatedLog.account(record);
                switch (SimulatedLog.kind(record)) {
                    case GOOD -> {
                        List<Long> offsets = changed.computeIfAbsent(account,
                                _ -> new ArrayList<>(known.computeIfAbsent(account, transaction::load)));
                        offsets.add(record.offset());
                    }
                    case UNDECODABLE -> throw new UndecodableRecordException(record.offset(), "no letters", null);
                    case FAILS_ITS_ACCOUNT -> throw new AccountProcessingException(account, "too much", null);
                    case BREAKS_THE_HANDLER -> throw new IllegalStateException("a bug");
                }
            }
            batch.records().forEach(record -> published.add(record.partition() + "-" + record.offset()));
            changed.forEach(transaction::store);
            uncommitted.clear();
            uncommitted.putAll(changed);
            return BatchProgress.all();
        }

        @Override
        public void committed() {
            known.putAll(uncommitted);
            uncommitted.clear();
        }

        @Override
        public void close() {
            if (remembersWhatFailed) {
                committed();
            }
        }
    }
}
