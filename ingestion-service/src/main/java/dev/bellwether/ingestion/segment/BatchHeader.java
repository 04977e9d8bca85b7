package dev.bellwether.ingestion.segment;

import dev.bellwether.ingestion.http.AccountId;
import dev.bellwether.ingestion.http.Envelope;
import dev.bellwether.ingestion.http.InvalidCallException;
import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.http.Limits;
import dev.bellwether.ingestion.http.Slice;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a batch says once for all its events. What of it cannot be used is left out: no event is to blame for it.
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
        for (Map.Entry<String, Slice> member : envelope.members().entrySet()) {
            bytes += member.getValue().size();
            if (bytes > Limits.EVENT_BYTES) {
                throw new InvalidCallException(InvalidCallException.Code.TOO_LARGE,
                        "what a batch says for all its events has more than " + Limits.EVENT_BYTES
                                + " bytes (" + String.join(", ", envelope.members().keySet()) + ")");
            }
            usable(member.getKey(), member.getValue()).ifPresent(value -> members.put(member.getKey(), value));
        }
        Object key = members.remove(KEY);
        return new BatchHeader(key instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty(), members, bytes);
    }

    private static Optional<Object> usable(String name, Slice json) {
        try {
            Object value = JsonValue.any(name, json);
            if (value == null) {
                return Optional.empty();
            }
            JsonValue.requireFinite(Map.of(name, value));
            return switch (name) {
                case "context" -> Optional.of(context(JsonValue.object(name, value)));
                case "sentAt" -> SentTime.instant(name, value).map(_ -> value);
                default -> Optional.of(value);
            };
        } catch (Rejection unusable) {
            return Optional.empty();
        }
    }

    /// Without groups that name no account.
    private static Map<String, Object> context(Map<String, Object> context) {
        Map<String, Object> usable = new LinkedHashMap<>(context);
        for (String group : List.of("groupId", "group_id")) {
            try {
                AccountId.account("context." + group, context.get(group));
            } catch (Rejection unusable) {
                usable.remove(group);
            }
        }
        return usable;
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
