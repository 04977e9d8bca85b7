package dev.bellwether.chassis.log.clients;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// The header `received-at`: when the event was received that caused a record, as milliseconds since 1970 in 8 bytes, big-endian.
/// Absent where none did, as when a day is closed. Only measured with; nothing is decided by it.
public final class ReceivedAt {

    private static final String NAME = "received-at";

    private ReceivedAt() {}

    public static Header header(Instant receivedAt) {
        return new RecordHeader(NAME, ByteBuffer.allocate(Long.BYTES).putLong(receivedAt.toEpochMilli()).array());
    }

    /// Of the first record that has one.
    public static Optional<Instant> first(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> record.headers().lastHeader(NAME))
                .filter(header -> header != null && header.value() != null && header.value().length == Long.BYTES)
                .findFirst()
                .map(header -> Instant.ofEpochMilli(ByteBuffer.wrap(header.value()).getLong()));
    }
}
