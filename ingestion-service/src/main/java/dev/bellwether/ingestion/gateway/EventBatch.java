package dev.bellwether.ingestion.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.validation.EventLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/// A [RecordEventsRequest] as it came off the wire: its events stay bytes, since most are passed on unchanged.
/// Building a message of each only to write it again was a good half of the gateway's work.
public final class EventBatch {

    private static final int BATCH_ID = tag(RecordEventsRequest.BATCH_ID_FIELD_NUMBER);
    private static final int EVENTS = tag(RecordEventsRequest.EVENTS_FIELD_NUMBER);
    private static final int BACKFILL = tag(RecordEventsRequest.BACKFILL_FIELD_NUMBER);
    private static final int VALIDATE_ONLY = RecordEventsRequest.VALIDATE_ONLY_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;

    private static final int MOST_TIME_BYTES = 32;

    private final byte[] bytes;
    private String batchId = "";
    private String backfill = "";
    private boolean validateOnly;
    private int[] starts = new int[128];
    private int[] lengths = new int[128];
    private int size;
    private Optional<String> fault = Optional.empty();

    private EventBatch(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Of any bytes: whatever is thrown while a request is read is lost on its way to the caller, and so is the request.
    public static EventBatch read(byte[] bytes) {
        EventBatch batch = new EventBatch(bytes);
        try {
            batch.read(CodedInputStream.newInstance(bytes));
        } catch (IOException broken) {
            batch.fault = Optional.of("the request is no RecordEventsRequest in protobuf's binary form");
        }
        return batch;
    }

    /// @throws Refusal.InvalidArgument when the bytes are no such request
    void requireReadable() {
        fault.ifPresent(why -> {
            throw new Refusal.InvalidArgument("events", why);
        });
    }

    public static EventBatch of(RecordEventsRequest request) {
        return read(request.toByteArray());
    }

    private void read(CodedInputStream input) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag == EVENTS) {
                int length = input.readRawVarint32();
                add(input.getTotalBytesRead(), length);
                input.skipRawBytes(length);
            } else if (tag == BATCH_ID) {
                batchId = input.readStringRequireUtf8();
            } else if (tag == BACKFILL) {
                backfill = input.readStringRequireUtf8();
            } else if (tag == VALIDATE_ONLY) {
                validateOnly = input.readBool();
            } else {
                input.skipField(tag);
            }
        }
    }

    /// Of more events than a batch may have only the number is kept: 16 MB of empty ones are 8 million.
    private void add(int start, int length) {
        if (size < EventLimits.EVENTS_OF_A_BATCH) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
            }
            starts[size] = start;
            lengths[size] = length;
        }
        size++;
    }

    String batchId() {
        return batchId;
    }

    /// Empty for what happens now.
    String backfill() {
        return backfill;
    }

    /// Whether nothing is to be recorded: the caller only asks what would be.
    boolean validateOnly() {
        return validateOnly;
    }

    /// Events in it.
    int size() {
        return size;
    }

    /// What it takes in memory.
    int byteCount() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int index) {
        return starts[index];
    }

    int length(int index) {
        return lengths[index];
    }

    /// Of one that is larger than an event may be, only whose it is, its id and its time: what the rest would take in memory has no bound.
    ///
    /// @throws InvalidProtocolBufferException when its bytes are no event
    Event event(int index) throws InvalidProtocolBufferException {
        return lengths[index] <= EventLimits.BYTES
                ? Event.parser().parseFrom(bytes, starts[index], lengths[index])
                : envelope(CodedInputStream.newInstance(bytes, starts[index], lengths[index]));
    }

    private static Event envelope(CodedInputStream input) throws InvalidProtocolBufferException {
        Event.Builder envelope = Event.newBuilder();
        try {
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                FieldDescriptor field = Event.getDescriptor().findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                if (field != null && field.getType() == FieldDescriptor.Type.STRING && tag == tag(field.getNumber())) {
                    envelope.setField(field, input.readStringRequireUtf8());
                } else if (tag == tag(Event.OCCURRED_AT_FIELD_NUMBER)) {
                    byte[] time = input.readByteArray();
                    if (time.length <= MOST_TIME_BYTES) {
                        envelope.setOccurredAt(Timestamp.parseFrom(time));
                    }
                } else if (!input.skipField(tag)) {
                    throw new InvalidProtocolBufferException("a group ends that has not begun");
                }
            }
        } catch (InvalidProtocolBufferException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new UncheckedIOException("what is read is in memory", impossible);
        }
        return envelope.build();
    }

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
