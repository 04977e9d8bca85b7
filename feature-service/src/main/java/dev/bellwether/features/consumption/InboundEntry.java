package dev.bellwether.features.consumption;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.features.fold.PartitionFolder;
import dev.bellwether.ingestion.v1.LogEntry;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// A record of topic `events`.
///
/// @param offset on `inbound`
record InboundEntry(long offset, LogEntry entry) {

    private static final String INBOUND_OFFSET = "inbound-offset";

    static long offset(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(INBOUND_OFFSET);
        if (header == null || header.value().length != Long.BYTES) {
            throw new UndecodableRecordException(record.offset(), "the header " + INBOUND_OFFSET + " must be there and have 8 bytes", null);
        }
        return ByteBuffer.wrap(header.value()).getLong();
    }

    static Header header(long offset) {
        return new RecordHeader(INBOUND_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
    }

    static InboundEntry of(long offset, ConsumerRecord<byte[], byte[]> record) {
        LogEntry entry;
        try {
            entry = LogEntry.parseFrom(record.value());
        } catch (InvalidProtocolBufferException | NullPointerException malformed) {
            throw new UndecodableRecordException(record.offset(), "the value is no LogEntry: " + malformed.getMessage(), malformed);
        }
        if (entry.getEntryCase() == LogEntry.EntryCase.ENTRY_NOT_SET) {
            throw new UndecodableRecordException(record.offset(), "the LogEntry is neither an event nor a marker that this release knows",
                    null);
        }
        return new InboundEntry(offset, entry);
    }

    boolean isMarker() {
        return PartitionFolder.isMarker(entry);
    }

    boolean endsAccount() {
        return entry.getEvent().hasAccountErased();
    }

    AccountKey account() {
        return new AccountKey(entry.getEvent().getTenant(), entry.getEvent().getAccount());
    }
}
