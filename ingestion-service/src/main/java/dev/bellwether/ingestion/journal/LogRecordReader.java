package dev.bellwether.ingestion.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/// Reads log entries off the wire without building the messages: of an event only the envelope is looked at, the fact is
/// skipped. One per thread.
public final class LogRecordReader {

    private static final int EVENT = tag(LogEntry.EVENT_FIELD_NUMBER);
    private static final int BACKFILL = tag(LogEntry.BACKFILL_FIELD_NUMBER);
    private static final int BACKFILL_FINISHED = tag(LogEntry.BACKFILL_FINISHED_FIELD_NUMBER);
    private static final int DAY_CLOSED = tag(LogEntry.DAY_CLOSED_FIELD_NUMBER);
    private static final int TENANT = tag(Event.TENANT_FIELD_NUMBER);
    private static final int ACCOUNT = tag(Event.ACCOUNT_FIELD_NUMBER);
    private static final int EVENT_ID = tag(Event.EVENT_ID_FIELD_NUMBER);
    private static final int SOURCE = tag(Event.SOURCE_FIELD_NUMBER);
    private static final int ACCOUNT_ERASED = tag(Event.ACCOUNT_ERASED_FIELD_NUMBER);
    private static final int NAMED_EVENT = tag(Event.NAMED_EVENT_FIELD_NUMBER);
    private static final int USER_IDENTIFIED = tag(Event.USER_IDENTIFIED_FIELD_NUMBER);
    private static final int OCCURRED_AT = tag(Event.OCCURRED_AT_FIELD_NUMBER);

    private final MessageDigest sha256;

    public LogRecordReader() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// @throws UndecodableRecordException when the bytes are no log entry with an event or a marker
    public LogRecord read(long offset, byte[] value) {
        try {
            CodedInputStream input = CodedInputStream.newInstance(value);
            // Stands before the event, as it is written.
            String backfill = "";
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                if (tag == EVENT) {
                    return fact(offset, value, input, backfill);
                } else if (tag == BACKFILL) {
                    backfill = input.readStringRequireUtf8();
                } else if (tag == BACKFILL_FINISHED) {
                    return new LogRecord.Marker(offset, value, MarkerIdentity.of(BackfillFinished.parseFrom(input.readByteArray())));
                } else if (tag == DAY_CLOSED) {
                    return new LogRecord.Marker(offset, value, MarkerIdentity.of(DayClosed.parseFrom(input.readByteArray())));
                } else {
                    input.skipField(tag);
                }
            }
        } catch (IOException | RuntimeException broken) {
            throw new UndecodableRecordException(offset, "not a log entry", broken);
        }
        throw new UndecodableRecordException(offset, "neither an event nor a marker", null);
    }

    private LogRecord fact(long offset, byte[] value, CodedInputStream input, String backfill) throws IOException {
        int length = input.readRawVarint32();
        int start = input.getTotalBytesRead();
        int outside = input.pushLimit(length);
        String tenant = "";
        String account = "";
        String eventId = "";
        String source = "";
        Instant occurredAt = Instant.EPOCH;
        boolean erased = false;
        boolean free = false;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag == TENANT) {
                tenant = input.readStringRequireUtf8();
            } else if (tag == ACCOUNT) {
                account = input.readStringRequireUtf8();
            } else if (tag == EVENT_ID) {
                eventId = input.readStringRequireUtf8();
            } else if (tag == SOURCE) {
                source = input.readStringRequireUtf8();
            } else if (tag == OCCURRED_AT) {
                occurredAt = instant(input);
            } else {
                erased |= tag == ACCOUNT_ERASED;
                free |= tag == NAMED_EVENT || tag == USER_IDENTIFIED;
                input.skipField(tag);
            }
        }
        input.popLimit(outside);
        if (tenant.isEmpty() || account.isEmpty() || eventId.isEmpty()) {
            throw new InvalidProtocolBufferException("an event without tenant, account or id");
        }
        if (erased) {
            return new LogRecord.Erasure(offset, value, tenant, account);
        }
        return new LogRecord.Fact(offset, value, tenant, account, source, backfill, identity(tenant, account, source, eventId), occurredAt,
                free ? hashOfProperties(value, start, length) : hash(value, start, length));
    }

    private static Instant instant(CodedInputStream input) throws IOException {
        int outside = input.pushLimit(input.readRawVarint32());
        long seconds = 0;
        int nanos = 0;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag == Timestamp.SECONDS_FIELD_NUMBER << 3) {
                seconds = input.readInt64();
            } else if (tag == Timestamp.NANOS_FIELD_NUMBER << 3) {
                nanos = input.readInt32();
            } else {
                input.skipField(tag);
            }
        }
        input.popLimit(outside);
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /// The first 128 bits of SHA-256 over the four, each ended by a zero byte but the last.
    private UUID identity(String tenant, String account, String source, String eventId) {
        for (String part : new String[] {tenant, account, source}) {
            sha256.update(part.getBytes(UTF_8));
            sha256.update((byte) 0);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(eventId.getBytes(UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /// Of what they say, however they say it.
    private long hashOfProperties(byte[] value, int start, int length) throws IOException {
        if (!CanonicalProperties.mayDiffer(value, start, length)) {
            return hash(value, start, length);
        }
        byte[] canonical = CanonicalProperties.event(value, start, length);
        return hash(canonical, 0, canonical.length);
    }

    private long hash(byte[] value, int start, int length) {
        sha256.update(value, start, length);
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
