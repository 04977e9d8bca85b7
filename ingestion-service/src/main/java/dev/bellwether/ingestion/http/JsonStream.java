package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import dev.bellwether.chassis.text.JsonFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// JSON as a stream: what a call may hold is bounded before anything is built of it.
public final class JsonStream {

    // The body's size bounds everything else.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Names come from strangers: they are not to stay for as long as the process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.BATCH_BYTES)
                    .maxNumberLength(Limits.BATCH_BYTES)
                    .maxStringLength(Limits.BATCH_BYTES)
                    .maxNameLength(Limits.BATCH_BYTES)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(Limits.BATCH_BYTES).build())
            .build();

    private JsonStream() {}

    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /// @throws InvalidCallException when it is not JSON, to its end
    static void require(byte[] json) {
        try (JsonParser parser = parser(json, 0, json.length)) {
            while (parser.nextToken() != null) {
                parser.finishToken();
            }
        } catch (JsonProcessingException broken) {
            throw new InvalidCallException(InvalidCallException.Code.BAD_JSON, "the body " + JsonFaults.fault(json, 0, broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    /// UTF-8, without a byte order mark.
    static JsonParser parser(byte[] json, int from, int length) throws IOException {
        return FACTORY.createParser(json, from, length);
    }

    public static byte[] write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, writing);
        return bytes.toByteArray();
    }

    static void write(OutputStream bytes, Writing writing) {
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes every byte", impossible);
        }
    }

    /// A value of maps, lists, strings, numbers as of [JsonNumber], booleans and nulls.
    static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName((String) entry.getKey());
                    value(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    value(json, element);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean bool -> json.writeBoolean(bool);
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }
}
