package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dev.bellwether.chassis.text.JsonFaults;
import dev.bellwether.ingestion.validation.Excerpt;
import dev.bellwether.ingestion.validation.EventLimits;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Values as maps, lists, strings, numbers as of [JsonNumber], booleans and nulls.
public final class JsonValue {

    private static final int DEEPEST = 64;

    private JsonValue() {}

    /// @throws Rejection when it is no object, or nested deeper than anything that is kept
    public static Map<String, Object> object(String field, Slice slice) {
        Object value = any(field, slice);
        if (value == null) {
            throw noObject(field);
        }
        return object(field, value);
    }

    /// An empty array is an empty object: PHP knows no difference.
    ///
    /// @throws Rejection when it is there and no object
    @SuppressWarnings("unchecked") // what is read from JSON has strings for keys
    public static Map<String, Object> object(String field, Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, Object>) map;
            case List<?> list when list.isEmpty() -> Map.of();
            default -> throw noObject(field);
        };
    }

    private static Rejection noObject(String field) {
        return new Rejection(field, Reason.MALFORMED, "must be a JSON object");
    }

    /// @throws Rejection when it is not JSON, or nested deeper than anything that is kept
    public static Object any(String field, Slice slice) {
        try (JsonParser parser = JsonStream.parser(slice.json(), slice.from(), slice.size())) {
            parser.nextToken();
            return value(field, parser, 1);
        } catch (JsonProcessingException broken) {
            throw new Rejection(field, Reason.MALFORMED, JsonFaults.fault(slice.json(), slice.from(), broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    private static Object value(String field, JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Rejection(field, Reason.OUT_OF_RANGE,
                    "is nested more than " + DEEPEST + " deep, and properties and traits are taken to a depth of "
                            + EventLimits.DEPTH);
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
            case VALUE_NUMBER_INT -> JsonNumber.integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> JsonNumber.decimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new Rejection(field, Reason.MALFORMED, "is not JSON");
        };
    }

    /// Everything reckons with doubles: a number that none holds would be infinite to all that reads it.
    ///
    /// @throws Rejection with the path of the first such number, as in `properties.ratio`
    public static void requireFinite(Map<String, Object> object) {
        if (!isFinite(object)) {
            object.forEach(JsonValue::requireFinite);
        }
    }

    private static boolean isFinite(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().allMatch(JsonValue::isFinite);
            case List<?> list -> list.stream().allMatch(JsonValue::isFinite);
            case BigDecimal number -> JsonNumber.isFinite(number);
            case null, default -> true;
        };
    }

    private static void requireFinite(String path, Object value) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, member) -> requireFinite(path + "." + name, member));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    requireFinite(path + "[" + i + "]", list.get(i));
                }
            }
            case BigDecimal number when !JsonNumber.isFinite(number) -> throw new Rejection(Excerpt.cut(path), Reason.OUT_OF_RANGE,
                    "is a number beyond ±1.7976931348623157e308, the largest that is taken");
            case null, default -> {}
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
        byte[] bytes = JsonStream.write(json -> JsonStream.value(json, value));
        return ByteString.copyFrom(bytes, 0, Math.min(bytes.length, Limits.EVENT_BYTES));
    }

    /// The first 64 bits of SHA-256 over what it says, so that it does not matter how a sender writes it: the keys are in order, each number
    /// is its value (3, 3.0 and 3e0 are one), and a member that is null is as good as absent.
    public static long hash(Map<String, Object> value) {
        MessageDigest sha256 = MessageIdentity.sha256();
        JsonStream.write(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha256), json -> canonical(json, value));
        return java.nio.ByteBuffer.wrap(sha256.digest()).getLong();
    }

    private static void canonical(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                TreeMap<String, Object> sorted = new TreeMap<>();
                map.forEach((key, member) -> sorted.put((String) key, member));
                sorted.values().removeIf(Objects::isNull);
                json.writeStartObject();
                for (Map.Entry<String, Object> member : sorted.entrySet()) {
                    json.writeFieldName(member.getKey());
                    canonical(json, member.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    canonical(json, element);
                }
                json.writeEndArray();
            }
            case Number number -> JsonNumber.writeCanonical(json, number);
            case null, default -> JsonStream.value(json, value);
        }
    }
}
