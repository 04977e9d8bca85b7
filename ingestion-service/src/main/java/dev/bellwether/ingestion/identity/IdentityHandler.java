package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes messages from a partition of `captured`, each once, finds their accounts, and passes them on to `inbound`.
///
/// A batch takes two transactions. The first decides where each message belongs, and stores that; the second passes the
/// messages on, before it commits. Killed at any point, the second comes again with what the first has decided: the same
/// events, which the journal recognises.
final class IdentityHandler implements PartitionHandler {

    private final int partition;
    private final IdentityResolver deciding;
    private final ResolvedPublisher passing;
    private Optional<Resolution> decided = Optional.empty();
    private Optional<Resolution> uncommitted = Optional.empty();

    IdentityHandler(int partition, InboundEvents inbound, InstantSource clock, Quarantine quarantine, CompanyWaitPolicy patience) {
        this.partition = partition;
        this.deciding = new IdentityResolver(clock, quarantine, patience);
        this.passing = new ResolvedPublisher(inbound, clock, quarantine);
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = batch.records();
        Optional<Resolution> resolution = resolution(records.getFirst().offset(), transaction);
        if (resolution.isEmpty()) {
            uncommitted = Optional.of(deciding.decide(transaction, partition, captured(batch, records.stream())));
            return new BatchProgress.First(0);
        }
        List<Captured> covered = captured(batch, records.stream().filter(record -> resolution.get().covers(record.offset())));
        passing.pass(transaction, partition, covered, resolution.get());
        return covered.size() == records.size() ? BatchProgress.all() : new BatchProgress.First(covered.size());
    }

    private static List<Captured> captured(PartitionBatch batch, Stream<ConsumerRecord<byte[], byte[]>> records) {
        return records.map(record -> Captured.of(record, batch.trace(record))).toList();
    }

    private Optional<Resolution> resolution(long offset, Sql transaction) {
        return decided
                .or(() -> ResolutionTable.find(transaction, partition))
                .filter(resolution -> resolution.covers(offset));
    }

    @Override
    public void committed() {
        if (uncommitted.isPresent()) {
            decided = uncommitted;
            uncommitted = Optional.empty();
        }
    }
}
