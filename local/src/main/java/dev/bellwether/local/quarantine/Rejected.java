package dev.bellwether.local.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.time.Instant;

/// A rejected event, as it is shown.
///
/// @param event as it came: an Event, or the JSON of its door; a text when it is not whole
public record Rejected(String name, String reason, String field, String message, String source, String door, long occurrences, Instant firstSeen,
        Instant lastSeen, JsonNode event) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Rejected of(QuarantinedEvent kept) {
        return new Rejected(kept.getName(), kept.getReason(), kept.getField(), kept.getMessage(), kept.getSource(), kept.getDoor(),
                kept.getOccurrences(), Dates.instant(kept.getFirstSeenAt()), Dates.instant(kept.getLastSeenAt()), event(kept));
    }

    /// Whether it is mended as an Event.
    static boolean isEvent(QuarantinedEvent kept) {
        return kept.getDoor().equals("grpc") || kept.getDoor().equals("captured");
    }

    /// Without what stands before it in all of them.
    String id() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static JsonNode event(QuarantinedEvent kept) {
        if (isEvent(kept)) {
            return json(kept.getEvent());
        }
        try {
            return JSON.readTree(kept.getRaw().toByteArray());
        } catch (java.io.IOException broken) {
            return JSON.getNodeFactory().textNode(kept.getRaw().toStringUtf8());
        }
    }

    static JsonNode json(Event event) {
        try {
            return JSON.readTree(JsonFormat.printer().preservingProtoFieldNames().print(event));
        } catch (InvalidProtocolBufferException | JsonProcessingException impossible) {
            throw new IllegalStateException("every event can be written as JSON", impossible);
        }
    }
}
