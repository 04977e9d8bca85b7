package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.consumer.BatchHandler;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes messages from `captured`, each once, finds their accounts, and passes them on to `inbound`.
///
/// A batch takes two transactions. The first decides where each message belongs, and stores that; the second passes the
/// messages on, before it commits. Killed at any point, the second comes again with what the first has decided: the same
/// events, which the journal recognises.
final class IdentityHandler implements BatchHandler {

    private final IdentityResolver deciding;
    private final ResolvedPublisher passing;
    private final Map<Integer, Resolution> decided = new ConcurrentHashMap<>();
    private final Map<Integer, Resolution> uncommitted = new ConcurrentHashMap<>();

    IdentityHandler(InboundEvents inbound, InstantSource clock, Quarantine quarantine, CompanyWaitPolicy patience) {
        this.deciding = new IdentityResolver(clock, quarantine, patience);
        this.passing = new ResolvedPublisher(inbound, clock, quarantine);
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        int partition = batch.partition();
        List<ConsumerRecord<byte[], byte[]>> records = batch.records();
        Optional<Resolution> resolution = resolution(partition, records.getFirst().offset(), transaction);
        if (resolution.isEmpty()) {
            uncommitted.put(partition, deciding.decide(transaction, partition, captured(batch, records.stream())));
            return new BatchProgress.First(0);
        }
        List<Captured> covered = captured(batch, records.stream().filter(record -> resolution.get().covers(record.offset())));
        passing.pass(transaction, partition, covered, resolution.get());
        return covered.size() == records.size() ? BatchProgress.all() : new BatchProgress.First(covered.size());
    }

    private static List<Captured> captured(PartitionBatch batch, Stream<ConsumerRecord<byte[], byte[]>> records) {
        return records.map(record -> Captured.of(record, batch.trace(record))).toList();
    }

    private Optional<Resolution> resolution(int partition, long offset, Sql transaction) {
        return Optional.ofNullable(decided.get(partition))
                .or(() -> ResolutionTable.find(transaction, partition))
                .filter(resolution -> resolution.covers(offset));
    }

    @Override
    public void committed(int partition) {
        Resolution stored = uncommitted.remove(partition);
        if (stored != null) {
            decided.put(partition, stored);
        }
    }

    @Override
    public void forget(int partition) {
        decided.remove(partition);
        uncommitted.remove(partition);
    }
}
