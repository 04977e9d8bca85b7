package dev.bellwether.ingestion.gateway;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// Writes the log entries of one batch. What all of them share, when and under which backfill they came, is encoded once
/// and stands before each event; one array is allocated per entry.
final class EnvelopeWriter {

    private final byte[] shared;

    EnvelopeWriter(Instant receivedAt, String backfill) {
        Timestamp timestamp = Timestamp.newBuilder().setSeconds(receivedAt.getEpochSecond()).setNanos(receivedAt.getNano()).build();
        this.shared = LogEntry.newBuilder().setReceivedAt(timestamp).setBackfill(backfill).build().toByteArray();
    }

    /// The bytes of a [LogEntry]. Maps are written in the order of their keys, so that the same event sent again by a client
    /// with another order of properties has the same bytes.
    byte[] entry(Event event) {
        byte[] entry = new byte[shared.length + CodedOutputStream.computeMessageSize(LogEntry.EVENT_FIELD_NUMBER, event)];
        System.arraycopy(shared, 0, entry, 0, shared.length);
        CodedOutputStream output = CodedOutputStream.newInstance(entry, shared.length, entry.length - shared.length);
        output.useDeterministicSerialization();
        try {
            output.writeMessage(LogEntry.EVENT_FIELD_NUMBER, event);
            output.checkNoSpaceLeft();
        } catch (IOException impossible) {
            throw new UncheckedIOException("the array has the size that was computed", impossible);
        }
        return entry;
    }

    /// The same of an event that is in this form already.
    byte[] entry(byte[] bytes, int start, int length) {
        int head = shared.length + CodedOutputStream.computeTagSize(LogEntry.EVENT_FIELD_NUMBER)
                + CodedOutputStream.computeUInt32SizeNoTag(length);
        byte[] entry = new byte[head + length];
        System.arraycopy(shared, 0, entry, 0, shared.length);
        CodedOutputStream output = CodedOutputStream.newInstance(entry, shared.length, head - shared.length);
        try {
            output.writeTag(LogEntry.EVENT_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            output.writeUInt32NoTag(length);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the array has the size that was computed", impossible);
        }
        System.arraycopy(bytes, start, entry, head, length);
        return entry;
    }

    /// The record's key, `tenant/account`: ASCII both, by validation.
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is exact for ASCII and copies without encoding
    static byte[] key(Event event) {
        String tenant = event.getTenant();
        String account = event.getAccount();
        byte[] key = new byte[tenant.length() + 1 + account.length()];
        tenant.getBytes(0, tenant.length(), key, 0);
        key[tenant.length()] = '/';
        account.getBytes(0, account.length(), key, tenant.length() + 1);
        return key;
    }
}
