package dev.bellwether.cli.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A rejected event, as it is shown.
///
/// @param event what a fix is made of: an Event, or the JSON of its door with what its call said for it; a text when it is not whole
/// @param sent  of a door that takes JSON, the event as it was sent, to the byte
public record Rejected(String name, String reason, String field, String message, String source, String door, long occurrences,
        Instant firstSeen,
        Instant lastSeen, JsonNode event, Optional<String> sent) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public static Rejected of(QuarantinedEvent kept) {
        return new Rejected(kept.getName(), kept.getReason(), kept.getField(), kept.getMessage(), kept.getSource(), kept.getDoor(),
                kept.getOccurrences(), Dates.instant(kept.getFirstSeenAt()), Dates.instant(kept.getLastSeenAt()), event(kept),
                isEvent(kept) ? Optional.empty() : Optional.of(kept.getRaw().toStringUtf8()));
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
        ByteString event = kept.getComplete().isEmpty() ? kept.getRaw() : kept.getComplete();
        String text = event.toStringUtf8();
        try {
            JsonNode json = JSON.readTree(event.toByteArray());
            // As it is: also its numbers have the form in which they were sent. Where each is to have a line, it has to be on one.
            return text.lines().count() == 1 ? JSON.getNodeFactory().rawValueNode(new RawValue(text.strip())) : json;
        } catch (IOException broken) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    static JsonNode json(Event event) {
        try {
            return JSON.readTree(JsonFormat.printer().preservingProtoFieldNames().print(event));
        } catch (InvalidProtocolBufferException | JsonProcessingException infinite) {
            // JSON has no way to write a property that is no finite number.
            return JSON.getNodeFactory().textNode(event.toString());
        }
    }
}
