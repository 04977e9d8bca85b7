package dev.bellwether.features.consumption;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.recovery.Archive;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.journal.JournalReader;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.ingestion.v1.LogEntry;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Topic `events` lets go of what it had; the journal has it still, by inbound offset, but for what has been erased.
public final class JournalArchive implements Archive {

    private final JournalReader journal;

    public JournalArchive(JournalReader journal) {
        this.journal = journal;
    }

    @Override
    public long next(Sql sql, int partition) {
        return PartitionTables.applied(sql, partition) + 1;
    }

    @Override
    public long place(ConsumerRecord<byte[], byte[]> record) {
        return InboundEntry.offset(record);
    }

    @Override
    public void read(int partition, long from, OptionalLong before, Taker taker) {
        journal.replay(partition, from, before,
                (offset, entry) -> taker.take(offset, key(entry), entry.toByteArray(), InboundEntry.header(offset)));
    }

    private static byte[] key(LogEntry entry) {
        return entry.hasEvent() ? new AccountKey(entry.getEvent().getTenant(), entry.getEvent().getAccount()).bytes() : null;
    }
}
