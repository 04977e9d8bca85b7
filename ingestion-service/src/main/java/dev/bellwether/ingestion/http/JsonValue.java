package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values as maps, lists, strings, longs, doubles, booleans and nulls.
public final class JsonValue {

    private static final int DEEPEST = 64;

    private JsonValue() {}

    /// @throws Rejection when it is no object, or nested deeper than anything that is kept
    public static Map<String, Object> object(String field, Slice slice) {
        return object(field, any(field, slice));
    }

    /// @throws Rejection when it is there and no object
    @SuppressWarnings("unchecked") // what is read from JSON has strings for keys
    public static Map<String, Object> object(String field, Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, Object>) map;
            default -> throw new Rejection(field, Reason.MALFORMED, "must be a JSON object");
        };
    }

    /// @param slice checked before: it is JSON
    public static Object any(String field, Slice slice) {
        try (JsonParser parser = Json.parser(slice.json(), slice.from(), slice.size())) {
            parser.nextToken();
            return value(field, parser, 1);
        } catch (JsonProcessingException broken) {
            throw new Rejection(field, Reason.MALFORMED, "is not JSON: " + Json.fault(broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    private static Object value(String field, JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Rejection(field, Reason.OUT_OF_RANGE, "is nested more than " + DEEPEST + " deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = wellFormed(parser.currentName());
                    parser.nextToken();
                    map.put(name, value(field, parser, depth + 1));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(field, parser, depth + 1));
                }
                yield list;
            }
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new Rejection(field, Reason.MALFORMED, "is not JSON");
        };
    }

    /// One that no long holds is as good as a double, in JavaScript too.
    private static Object integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException large) {
            return Double.parseDouble(text);
        }
    }

    /// JSON can write half of a character that takes two (a text that was cut in JavaScript). UTF-8 cannot.
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
                }
            }
        }
        return text;
    }

    /// The text of it, at most as much as an event may have.
    public static ByteString text(Map<String, Object> value) {
        byte[] bytes = Json.write(json -> Json.value(json, value));
        return ByteString.copyFrom(bytes, 0, Math.min(bytes.length, Limits.EVENT_BYTES));
    }

    /// The first 64 bits of SHA-256 over its text with the keys in order, so that it does not matter in which order a sender
    /// writes them.
    public static long hash(Map<String, Object> value) {
        MessageDigest sha256 = MessageIdentity.sha256();
        Json.write(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha256), json -> Json.value(json, sorted(value)));
        return java.nio.ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                TreeMap<String, Object> sorted = new TreeMap<>();
                map.forEach((key, member) -> sorted.put((String) key, sorted(member)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(JsonValue::sorted).toList();
            case null, default -> value;
        };
    }
}
