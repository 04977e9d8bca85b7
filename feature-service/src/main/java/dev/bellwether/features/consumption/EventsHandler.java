package dev.bellwether.features.consumption;

import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchHandler;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.metrics.EventAge;
import dev.bellwether.chassis.metrics.PipelineStage;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.storage.ReferenceMemory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Topic `events`, folded. A batch ends before a marker, and a marker is a batch of its own: the facts before it are
/// committed when the partition has to wait there for others, and every closing is a transaction by itself.
public final class EventsHandler implements BatchHandler {

    /// References to peers remembered over all partitions.
    private static final int REMEMBERED_REFERENCES = 256;

    private final FoldSettings settings;
    private final SnapshotPublisher publisher;
    private final EventAge age;
    private final ReferenceMemory memory = new ReferenceMemory(REMEMBERED_REFERENCES);
    private final Map<Integer, FoldedPartition> partitions = new ConcurrentHashMap<>();
    private final MarkerPatience patience = new MarkerPatience();

    /// @param clock the one that events are received by; only measured with
    public EventsHandler(FoldSettings settings, SnapshotPublisher publisher, InstantSource clock) {
        this.settings = settings;
        this.age = new EventAge(PipelineStage.FEATURES, clock);
        this.publisher = publisher;
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) {
        FoldedPartition partition = partitions.get(batch.partition());
        if (partition == null) {
            partition = FoldedPartition.load(transaction, batch.partition(), settings, memory, publisher);
            partitions.put(batch.partition(), partition);
        }
        partition.use(transaction);
        List<ConsumerRecord<byte[], byte[]>> records = batch.records();
        List<InboundEntry> facts = new ArrayList<>(records.size());
        long last = partition.applied();
        int taken = 0;
        for (; taken < records.size(); taken++) {
            ConsumerRecord<byte[], byte[]> record = records.get(taken);
            long offset = InboundEntry.offset(record);
            if (offset <= last) {
                continue;
            }
            InboundEntry entry = InboundEntry.of(offset, record);
            if (!entry.isMarker()) {
                facts.add(entry);
                last = offset;
            } else if (facts.isEmpty()) {
                return marker(entry, taken, partition, batch.partition(), transaction);
            } else {
                break;
            }
        }
        if (!facts.isEmpty()) {
            partition.facts(facts, batch.tracesByAccount());
            // The log is waited for before the first write: an open writer holds back every publisher in the cluster.
            publisher.flush();
            partition.store(last, transaction);
            age.begun(batch.partition(), partition.receivedAt());
        }
        return taken == records.size() ? BatchProgress.all() : new BatchProgress.First(taken);
    }

    @Override
    public boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        try {
            return InboundEntry.of(InboundEntry.offset(record), record).endsAccount();
        } catch (UndecodableRecordException _) {
            return false;
        }
    }

    @Override
    public void committed(int partition) {
        age.committed(partition);
        FoldedPartition folded = partitions.get(partition);
        if (folded != null) {
            folded.committed();
        }
    }

    @Override
    public void forget(int partition) {
        age.forget(partition);
        partitions.remove(partition);
        patience.forget(partition);
    }

    private BatchProgress marker(InboundEntry marker, int index, FoldedPartition partition, int number, Sql transaction) {
        Outcome outcome = partition.marker(marker, transaction);
        publisher.flush();
        return switch (outcome) {
            case CLOSED -> {
                patience.closed(number, marker);
                yield new BatchProgress.First(index + 1);
            }
            case MORE -> new BatchProgress.First(index);
            case WAITING -> {
                patience.waiting(number, marker);
                yield new BatchProgress.FirstThenWait(index);
            }
        };
    }
}
