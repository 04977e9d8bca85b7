package dev.bellwether.ingestion.segment;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.IngestRequest;
import dev.bellwether.ingestion.http.Item;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.Slice;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of an SDK, alone or in a batch.
final class SegmentItem implements Item {

    // What changes when the same message is sent again: SDKs count their attempts in _metadata.
    private static final List<String> OF_THE_SENDING = List.of("sentAt", "receivedAt", "_metadata");

    private static final List<String> OBJECTS = List.of("properties", "traits", "context", "integrations");

    private final IngestRequest sending;
    private final BatchHeader header;
    private final Optional<String> type;
    private final Slice slice;
    /// Empty until, and unless, it could be read.
    private Map<String, Object> members = Map.of();
    /// Whether its call says more of it than it does itself.
    private boolean completed;

    /// @param type what it is, when the address says it
    SegmentItem(IngestRequest sending, BatchHeader header, Optional<String> type, Slice slice) {
        this.sending = sending;
        this.header = header;
        this.type = type;
        this.slice = slice;
    }

    @Override
    public Optional<CapturedMessage> message() {
        int bytes = slice.size() + header.bytes();
        if (bytes > Limits.EVENT_BYTES) {
            throw new Rejection("event", Reason.TOO_LARGE, "has " + bytes + " bytes, with what the batch says for all; at most "
                    + Limits.EVENT_BYTES + " are taken");
        }
        Map<String, Object> own = JsonValue.object("event", slice);
        Map<String, Object> shaped = new LinkedHashMap<>(own);
        // As PHP writes an empty object.
        OBJECTS.forEach(
                name -> shaped.computeIfPresent(name, (_, value) -> value instanceof List<?> list && list.isEmpty() ? Map.of() : value));
        Map<String, Object> read = new LinkedHashMap<>(header.applyTo(shaped));
        read.remove("writeKey");
        type.ifPresent(of -> read.put("type", of));
        members = read;
        completed = !read.equals(own);
        JsonValue.requireFinite(read);
        return Integrations.wanted(read.get("integrations"))
                ? Optional.of(SegmentMessage.of(sending, read, content()))
                : Optional.empty();
    }

    @Override
    public String id() {
        if (members.isEmpty()) {
            return Envelope.idOf(slice, "messageId");
        }
        return switch (members.get("messageId")) {
            case String id -> id;
            case Number id -> id.toString();
            case null, default -> "";
        };
    }

    @Override
    public String moment() {
        return SentTime.told(members, sending.receivedAt());
    }

    @Override
    public ByteString raw() {
        return slice.withoutKey(sending.key());
    }

    @Override
    public ByteString complete() {
        // A search for an account's data does not find escaped text.
        return !members.isEmpty() && (completed || slice.hasEscapes()) ? JsonValue.text(members) : ByteString.EMPTY;
    }

    @Override
    public long content() {
        Map<String, Object> said = new LinkedHashMap<>(members);
        OF_THE_SENDING.forEach(said::remove);
        return members.isEmpty() ? slice.hash() : JsonValue.hash(said);
    }
}
