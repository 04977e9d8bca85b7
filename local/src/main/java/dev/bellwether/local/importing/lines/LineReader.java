package dev.bellwether.local.importing.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Makes of a line what is sent of it.
///
/// @param file name of the file, without folders: part of the ids of lines that have none
record LineReader(LineFormat format, String file, String tenant) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final int MOST_FILE_CHARACTERS = 50;
    // When and by whom an archived call was sent is over. Left in, it would correct a time that has been corrected.
    private static final Set<String> OF_THE_SENDING = Set.of("sentAt", "receivedAt", "writeKey", "_metadata");

    /// A line that cannot be sent.
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /// @return empty for a line that says nothing
    /// @throws Unreadable when it is no JSON object, or too long
    static Optional<ObjectNode> json(RawLine line) throws Unreadable {
        if (line.tooLong()) {
            throw new Unreadable("has more than " + LineFile.MOST_BYTES + " bytes (32 KB), the most that an event may have");
        }
        try {
            JsonNode json = JSON.readTree(line.bytes());
            if (json == null || json.isMissingNode()) {
                return Optional.empty();
            }
            if (json instanceof ObjectNode object) {
                return Optional.of(object);
            }
            throw new Unreadable("is no JSON object");
        } catch (JsonProcessingException broken) {
            throw new Unreadable("is not JSON: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Line read(RawLine raw, ObjectNode json) {
        String name = switch (format) {
            case SEGMENT -> segment(raw, json);
            case CLOUDEVENTS -> cloudEvent(raw, json);
            case EVENTS -> event(raw, json);
        };
        return new Line(raw.number(), json, size(json), name);
    }

    private String segment(RawLine raw, ObjectNode json) {
        json.remove(OF_THE_SENDING);
        if (json.hasNonNull("timestamp")) {
            json.remove("originalTimestamp");
        }
        identify(raw, json, "messageId");
        String type = json.path("type").asText();
        return type.equals("track") ? json.path("event").asText() : type;
    }

    private String cloudEvent(RawLine raw, ObjectNode json) {
        identify(raw, json, "id");
        return json.path("type").asText();
    }

    private String event(RawLine raw, ObjectNode json) {
        if (!json.has("eventId")) {
            identify(raw, json, "event_id");
        }
        if (json.path("tenant").asText().isEmpty()) {
            json.put("tenant", tenant);
        }
        return "";
    }

    /// The same id for the same line, so that importing it again changes nothing.
    private void identify(RawLine raw, ObjectNode json, String member) {
        if (json.path(member).asText().isEmpty()) {
            String name = file.length() <= MOST_FILE_CHARACTERS ? file : file.substring(0, MOST_FILE_CHARACTERS);
            json.put(member, name + "~" + hash(raw.bytes()));
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int size(ObjectNode json) {
        return bytes(json).length;
    }
}
