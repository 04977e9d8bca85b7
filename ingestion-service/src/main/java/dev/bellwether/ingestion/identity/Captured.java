package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.ingestion.v1.CapturedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A message where it stands on `captured`.
///
/// @param trace that it is in, if it is in one
record Captured(long offset, CapturedMessage message, Optional<TraceParent> trace) {

    private static final int IDENTITY_BYTES = 16;

    /// @param trace that it is in, if it is in one
    /// @throws UndecodableRecordException when it is none
    static Captured of(ConsumerRecord<byte[], byte[]> record, Optional<TraceParent> trace) {
        try {
            CapturedMessage message = CapturedMessage.parseFrom(record.value());
            if (message.getTenant().isEmpty() || message.getIdentity().size() != IDENTITY_BYTES || !message.hasEvent()) {
                throw new UndecodableRecordException(record.offset(), "a captured message without tenant, identity or event", null);
            }
            return new Captured(record.offset(), message, trace);
        } catch (IOException broken) {
            throw new UndecodableRecordException(record.offset(), "not a captured message", broken);
        }
    }

    /// PostgreSQL takes every character but one.
    boolean isStorable() {
        return Stream.of(message.getUser(), message.getAnonymous(), message.getAccount(), message.getAliased().getPrevious())
                .allMatch(id -> id.indexOf(0) < 0);
    }

    UUID identity() {
        return identity(message);
    }

    static UUID identity(CapturedMessage message) {
        ByteBuffer bytes = message.getIdentity().asReadOnlyByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    long contentHash() {
        return message.getContentHash();
    }
}
