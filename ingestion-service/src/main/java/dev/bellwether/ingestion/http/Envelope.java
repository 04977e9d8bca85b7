package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A body whose JSON has been checked from end to end, and of which only the places of what is asked for are kept: a batch is
/// never built as a whole. Of members of one name the last one holds.
///
/// @param members the members asked for that are there
/// @param events  the elements of the array of events, when there is one
public record Envelope(Map<String, Slice> members, Optional<List<Slice>> events) {

    /// @throws BadCall when the body is no JSON object
    public static Envelope ofObject(byte[] json, String... wanted) {
        return ofObject(json, Optional.empty(), Set.of(wanted));
    }

    /// @param array  name of the member that holds the events
    /// @param wanted names of other members
    /// @throws BadCall when the body is no JSON object, or holds too many events
    public static Envelope ofBatch(byte[] json, String array, Set<String> wanted) {
        return ofObject(json, Optional.of(array), wanted);
    }

    private static Envelope ofObject(byte[] json, Optional<String> array, Set<String> wanted) {
        return read(json, parser -> {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadCall(BadCall.Code.BAD_JSON, "the body must be a JSON object");
            }
            Map<String, Slice> members = new HashMap<>();
            List<Slice> events = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean opens = parser.nextToken() == JsonToken.START_ARRAY;
                if (array.isPresent() && array.get().equals(name)) {
                    if (!opens) {
                        throw new BadCall(BadCall.Code.BAD_JSON, name + " must be an array of events");
                    }
                    events = elements(json, parser);
                } else if (wanted.contains(name)) {
                    members.put(name, slice(json, parser));
                } else {
                    parser.skipChildren();
                    parser.finishToken();
                }
            }
            return new Envelope(members, Optional.ofNullable(events));
        });
    }

    /// @throws BadCall when the body is no JSON array, or holds too many events
    public static List<Slice> ofArray(byte[] json) {
        return read(json, parser -> {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BadCall(BadCall.Code.BAD_JSON, "the body must be a JSON array of events");
            }
            return elements(json, parser);
        });
    }

    /// A body of any JSON.
    public static Slice ofValue(byte[] json) {
        return read(json, parser -> {
            if (parser.nextToken() == null) {
                throw new BadCall(BadCall.Code.BAD_JSON, "the body is empty");
            }
            return slice(json, parser);
        });
    }

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    private static <T> T read(byte[] json, Reading<T> reading) {
        try (JsonParser parser = Json.parser(json, 0, json.length)) {
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new BadCall(BadCall.Code.BAD_JSON, "the body goes on behind its end, at byte " + parser.currentTokenLocation().getByteOffset());
            }
            return read;
        } catch (JsonProcessingException broken) {
            throw new BadCall(BadCall.Code.BAD_JSON, "the body is not JSON" + where(broken) + ": " + Json.fault(broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    private static String where(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr();
    }

    private static List<Slice> elements(byte[] json, JsonParser parser) throws IOException {
        List<Slice> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == Limits.BATCH_EVENTS) {
                throw new BadCall(BadCall.Code.TOO_MANY_EVENTS,
                        "a batch has at most " + Limits.BATCH_EVENTS + " events: send them in several batches");
            }
            elements.add(slice(json, parser));
        }
        return elements;
    }

    private static Slice slice(byte[] json, JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Slice(json, from, (int) parser.currentLocation().getByteOffset());
    }
}
