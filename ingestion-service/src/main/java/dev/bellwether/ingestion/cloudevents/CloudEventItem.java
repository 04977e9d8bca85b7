package dev.bellwether.ingestion.cloudevents;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.IngestRequest;
import dev.bellwether.ingestion.http.Item;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.Slice;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One event, its members put as in the JSON format whatever the mode.
final class CloudEventItem implements Item {

    private final IngestRequest sending;
    private final Slice slice;
    private final Supplier<Map<String, Object>> reading;
    private final Supplier<String> unread;
    /// Empty until, and unless, it could be read.
    private Map<String, Object> members = Map.of();

    CloudEventItem(IngestRequest sending, Slice slice) {
        this(sending, slice, () -> {
            if (slice.size() > Limits.EVENT_BYTES) {
                throw new Rejection("event", Reason.TOO_LARGE,
                        "has " + slice.size() + " bytes; at most " + Limits.EVENT_BYTES + " are taken");
            }
            return JsonValue.object("event", slice);
        }, () -> Envelope.idOf(slice, "id"));
    }

    /// One that is not JSON as a whole.
    ///
    /// @param unread its id, where it cannot be read as a whole
    CloudEventItem(IngestRequest sending, Supplier<Map<String, Object>> reading, Supplier<String> unread) {
        this(sending, Slice.of(new byte[0]), reading, unread);
    }

    private CloudEventItem(IngestRequest sending, Slice slice, Supplier<Map<String, Object>> reading, Supplier<String> unread) {
        this.sending = sending;
        this.slice = slice;
        this.reading = reading;
        this.unread = unread;
    }

    @Override
    public Optional<CapturedMessage> message() {
        members = reading.get();
        JsonValue.requireFinite(members);
        return Optional.of(CloudEventMessage.of(sending, members, content()));
    }

    @Override
    public String id() {
        return members.isEmpty() ? unread.get() : members.get("id") instanceof String id ? id : "";
    }

    @Override
    public String moment() {
        return members.get("time") instanceof String time
                ? " (from time '" + Excerpt.cut(time) + "')"
                : " (from the time at which it was received)";
    }

    @Override
    public ByteString raw() {
        return slice.size() == 0 && !members.isEmpty() ? JsonValue.text(members) : slice.withoutKey(sending.key());
    }

    @Override
    public ByteString complete() {
        // A search for an account's data does not find escaped text.
        return slice.hasEscapes() && !members.isEmpty() ? JsonValue.text(members) : ByteString.EMPTY;
    }

    @Override
    public long content() {
        return members.isEmpty() ? slice.hash() : JsonValue.hash(members);
    }
}
