package dev.bellwether.features.consumption;

import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.chassis.metrics.EventAge;
import dev.bellwether.chassis.metrics.PipelineStage;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.Outcome;
import dev.bellwether.features.storage.ReferenceMemory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A partition of topic `events`, folded. A batch ends before a marker, and a marker is a batch of its own: the facts before it are
/// committed when the partition has to wait there for others, and every closing is a transaction by itself.
public final class EventsHandler implements PartitionHandler {

    private final int number;
    private final FoldSettings settings;
    private final SnapshotPublisher publisher;
    private final EventAge age;
    private final ReferenceMemory memory;
    private final MarkerPatience patience;
    private Optional<FoldedPartition> folded = Optional.empty();

    /// @param memory references to peers remembered over all partitions
    /// @param clock  the one that events are received by; only measured with
    public EventsHandler(int number, FoldSettings settings, ReferenceMemory memory, SnapshotPublisher publisher, InstantSource clock) {
        this.number = number;
        this.memory = memory;
        this.patience = new MarkerPatience(number);
        this.settings = settings;
        this.age = new EventAge(PipelineStage.FEATURES, clock);
        this.publisher = publisher;
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) {
        FoldedPartition partition = folded.orElseGet(() -> FoldedPartition.load(transaction, number, settings, memory, publisher));
        folded = Optional.of(partition);
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
                return marker(entry, taken, partition, transaction);
            } else {
                break;
            }
        }
        if (!facts.isEmpty()) {
            partition.facts(facts, batch.tracesByAccount());
            // The log is waited for before the first write: an open writer holds back every publisher in the cluster.
            publisher.flush();
            partition.store(last, transaction);
            age.begun(partition.receivedAt());
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
    public void committed() {
        age.committed();
        folded.ifPresent(FoldedPartition::committed);
    }

    private BatchProgress marker(InboundEntry marker, int index, FoldedPartition partition, Sql transaction) {
        Outcome outcome = partition.marker(marker, transaction);
        publisher.flush();
        return switch (outcome) {
            case CLOSED -> {
                patience.closed(marker);
                yield new BatchProgress.First(index + 1);
            }
            case MORE -> new BatchProgress.First(index);
            case WAITING -> {
                patience.waiting(marker);
                yield new BatchProgress.FirstThenWait(index);
            }
        };
    }
}
