package dev.bellwether.ingestion.segment;

import dev.bellwether.ingestion.http.BadCall;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.Slice;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a batch says once for all its events.
///
/// @param members `context`, `integrations` and `sentAt`, as far as they are there
/// @param bytes   that those take; they count for each event, which would otherwise grow a thousandfold in a batch
record BatchHeader(Optional<String> writeKey, Map<String, Object> members, int bytes) {

    static final String EVENTS = "batch";
    static final String KEY = "writeKey";
    static final Set<String> MEMBERS = Set.of(KEY, "context", "integrations", "sentAt");
    static final BatchHeader NONE = new BatchHeader(Optional.empty(), Map.of(), 0);

    /// Gives an id to an event that says none.
    static BatchHeader ofId(String messageId) {
        return new BatchHeader(Optional.empty(), Map.of("messageId", messageId), 0);
    }

    static BatchHeader of(Envelope envelope) {
        Map<String, Object> members = new LinkedHashMap<>();
        int bytes = 0;
        try {
            for (Map.Entry<String, Slice> member : envelope.members().entrySet()) {
                bytes += member.getValue().size();
                if (bytes > Limits.EVENT_BYTES) {
                    throw new BadCall(BadCall.Code.TOO_LARGE, "what a batch says for all its events has more than " + Limits.EVENT_BYTES
                            + " bytes (" + String.join(", ", envelope.members().keySet()) + ")");
                }
                Object value = JsonValue.any(member.getKey(), member.getValue());
                if (value != null) {
                    members.put(member.getKey(), value);
                }
            }
            Object key = members.remove(KEY);
            if (members.containsKey("context")) {
                JsonValue.object("context", members.get("context"));
            }
            return new BatchHeader(key instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty(), members, bytes);
        } catch (Rejection wrong) {
            throw new BadCall(BadCall.Code.BAD_JSON, wrong.field() + " " + wrong.getMessage());
        }
    }

    /// The event with what is said for all: its own members stand before those, and so do the members of its own context.
    Map<String, Object> applyTo(Map<String, Object> event) {
        Map<String, Object> whole = new LinkedHashMap<>(event);
        members.forEach((name, value) -> {
            if (name.equals("context") && whole.get(name) instanceof Map<?, ?> own) {
                Map<String, Object> context = new LinkedHashMap<>(JsonValue.object(name, value));
                context.putAll(JsonValue.object(name, own));
                whole.put(name, context);
            } else if (whole.get(name) == null) {
                whole.put(name, value);
            }
        });
        return whole;
    }
}
