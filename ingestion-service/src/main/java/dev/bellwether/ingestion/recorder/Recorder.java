package dev.bellwether.ingestion.recorder;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.chassis.logs.LogContext;
import dev.bellwether.chassis.metrics.EventAge;
import dev.bellwether.chassis.metrics.PipelineStage;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.backfill.BackfillContents;
import dev.bellwether.ingestion.erasure.AccountEnd;
import dev.bellwether.ingestion.journal.JournalWriter;
import dev.bellwether.ingestion.journal.LogRecord;
import dev.bellwether.ingestion.journal.LogRecordReader;
import dev.bellwether.ingestion.quarantine.Quarantine;
import dev.bellwether.ingestion.quarantine.Quarantined;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Takes what is on a partition of `inbound` into the journal, each event once, and passes on what is new, byte for byte.
///
/// It passes on before its transaction commits. Killed in between, it does so again, with the same offsets: readers skip
/// what they have. The other order could lose events.
final class Recorder implements PartitionHandler {

    private static final Logger LOG = Logger.getLogger(Recorder.class);

    private final int partition;
    private final RecordedEvents recorded;
    private final InstantSource clock;
    private final Quarantine quarantine;
    private final EventAge age;
    private Optional<ErasedAccounts> erased = Optional.empty();

    Recorder(int partition, RecordedEvents recorded, InstantSource clock, Quarantine quarantine) {
        this.partition = partition;
        this.quarantine = quarantine;
        this.recorded = recorded;
        this.clock = clock;
        this.age = new EventAge(PipelineStage.JOURNAL, clock);
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        ErasedAccounts gone = erased.orElseGet(() -> ErasedAccounts.load(transaction, partition));
        erased = Optional.of(gone);
        List<LogRecord> records = read(batch);
        // First of all: what came before it in this batch is not to be recorded either.
        Set<Long> ends = end(transaction, records, gone);
        List<LogRecord.Fact> facts = new ArrayList<>(records.size());
        Set<Long> newMarkers = new HashSet<>();
        for (LogRecord record : records) {
            switch (record) {
                case LogRecord.Fact fact -> {
                    if (gone.isEmpty() || !gone.contains(new AccountKey(fact.tenant(), fact.account()))) {
                        facts.add(fact);
                    }
                }
                case LogRecord.Erasure _ -> {}
                case LogRecord.Marker marker -> {
                    if (JournalWriter.record(transaction, partition, marker)) {
                        newMarkers.add(marker.offset());
                    }
                }
            }
        }
        JournalWriter.Recorded journal = JournalWriter.record(transaction, partition, facts);
        count(transaction, journal, facts);
        quarantine(transaction, journal.differing(), batch);
        for (int i = 0; i < records.size(); i++) {
            boolean isNew = switch (records.get(i)) {
                case LogRecord.Fact fact -> journal.isNew(fact);
                case LogRecord.Erasure erasure -> ends.contains(erasure.offset());
                case LogRecord.Marker marker -> newMarkers.contains(marker.offset());
            };
            if (isNew) {
                ConsumerRecord<byte[], byte[]> record = batch.records().get(i);
                recorded.publish(partition, record.key(), records.get(i), batch.trace(record));
            }
        }
        recorded.flush();
        age.begun(receivedAt(facts));
        return BatchProgress.all();
    }

    private void count(Sql transaction, JournalWriter.Recorded journal, List<LogRecord.Fact> facts) {
        BackfillContents.Batch contents = new BackfillContents.Batch();
        facts.stream().filter(journal::isNew).forEach(fact -> contents.add(fact.tenant(), fact.backfill(), fact.source()));
        BackfillContents.add(transaction, partition, contents);
    }

    private static Optional<Instant> receivedAt(List<LogRecord.Fact> facts) throws InvalidProtocolBufferException {
        return facts.isEmpty() ? Optional.empty()
                : Optional.of(Dates.instant(LogEntry.parseFrom(facts.getFirst().value()).getReceivedAt()));
    }

    /// The event itself names the account, so it is passed on and not kept.
    private Set<Long> end(Sql transaction, List<LogRecord> records, ErasedAccounts gone) {
        Set<Long> ends = new HashSet<>();
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Erasure erasure
                    && AccountEnd.record(transaction, new AccountKey(erasure.tenant(), erasure.account()), gone, clock.instant())) {
                ends.add(erasure.offset());
            }
        }
        return ends;
    }

    @Override
    public boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new LogRecordReader().read(record.offset(), record.value()) instanceof LogRecord.Erasure;
        } catch (UndecodableRecordException _) {
            return false;
        }
    }

    @Override
    public void committed() {
        age.committed();
    }

    private static List<LogRecord> read(PartitionBatch batch) {
        LogRecordReader reader = new LogRecordReader();
        List<LogRecord> records = new ArrayList<>(batch.records().size());
        for (ConsumerRecord<byte[], byte[]> record : batch.records()) {
            records.add(reader.read(record.offset(), record.value()));
        }
        return records;
    }

    private void quarantine(Sql transaction, List<LogRecord.Fact> differing, PartitionBatch batch) throws InvalidProtocolBufferException {
        Instant now = clock.instant();
        List<Quarantined> quarantined = new ArrayList<>(differing.size());
        for (LogRecord.Fact fact : differing) {
            Event event = LogEntry.parseFrom(fact.value()).getEvent();
            AccountKey account = new AccountKey(fact.tenant(), fact.account());
            try (var _ = LogContext.of(account).event(event.getEventId()).in(batch.trace(fact.offset()))) {
                LOG.infof("Event %s of %s is recorded with other content already", event.getEventId(), account);
            }
            quarantined.add(new Quarantined(
                    fact.tenant(),
                    "event_id",
                    "DIFFERENT_CONTENT",
                    "an event of this account with this source and id is recorded with other content: a correction needs an id of its own",
                    event,
                    now));
        }
        quarantine.add(transaction, quarantined);
    }
}
