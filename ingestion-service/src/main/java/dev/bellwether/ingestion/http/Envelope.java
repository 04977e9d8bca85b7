package dev.bellwether.ingestion.http;

import dev.bellwether.chassis.text.JsonFaults;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A body of which only the places of what is asked for are known: a batch is never built as a whole, and what is wrong within an event
/// concerns that event alone. Of members of one name the last one holds.
///
/// @param members the members asked for that are there
/// @param events  the elements of the array of events, when there is one
public record Envelope(Map<String, Slice> members, Optional<List<Slice>> events) {

    /// One event: JSON to its end, however deep it is nested.
    ///
    /// @throws InvalidCallException when the body is no JSON object
    public static Envelope ofObject(byte[] json, String... wanted) {
        Envelope envelope = read(json, scan -> object(scan, Optional.empty(), Set.of(wanted)));
        JsonStream.require(json);
        return envelope;
    }

    /// @param array  name of the member that holds the events
    /// @param wanted names of other members
    /// @throws InvalidCallException when the body is no JSON object, or holds too many events
    public static Envelope ofBatch(byte[] json, String array, Set<String> wanted) {
        return read(json, scan -> object(scan, Optional.of(array), wanted));
    }

    /// @throws InvalidCallException when the body is no JSON array, or holds too many events
    public static List<Slice> ofArray(byte[] json) {
        return read(json, scan -> {
            if (scan.peek() != '[') {
                throw new InvalidCallException(InvalidCallException.Code.BAD_JSON, "the body must be a JSON array of events");
            }
            return elements(scan);
        });
    }

    /// A body of any JSON.
    public static Slice ofValue(byte[] json) {
        Slice value = read(json, JsonScan::value);
        JsonStream.require(json);
        return value;
    }

    /// The id that an event says, where it can be found, whatever else is wrong with the event; empty otherwise.
    ///
    /// @param member that holds it
    public static String idOf(Slice event, String member) {
        try {
            JsonScan scan = new JsonScan(event);
            Slice id = scan.peek() == '{' ? object(scan, Optional.empty(), Set.of(member)).members().get(member) : null;
            return switch (id == null ? null : JsonValue.any(member, id)) {
                case String text -> text;
                case Number number -> number.toString();
                case null, default -> "";
            };
        } catch (JsonScan.Broken | Rejection unreadable) {
            return "";
        }
    }

    private static Envelope object(JsonScan scan, Optional<String> array, Set<String> wanted) {
        if (!scan.take('{')) {
            throw new InvalidCallException(InvalidCallException.Code.BAD_JSON, "the body must be a JSON object");
        }
        Map<String, Slice> members = new HashMap<>();
        List<Slice> events = null;
        if (!scan.take('}')) {
            do {
                String name = scan.name();
                scan.require(':', "a colon");
                if (array.isPresent() && array.get().equals(name)) {
                    if (scan.peek() != '[') {
                        throw new InvalidCallException(InvalidCallException.Code.BAD_JSON, name + " must be an array of events");
                    }
                    events = elements(scan);
                } else {
                    Slice value = scan.value();
                    if (wanted.contains(name)) {
                        members.put(name, value);
                    }
                }
            } while (scan.take(','));
            scan.require('}', "a comma or }");
        }
        return new Envelope(members, Optional.ofNullable(events));
    }

    private static List<Slice> elements(JsonScan scan) {
        scan.require('[', "[");
        List<Slice> elements = new ArrayList<>();
        if (!scan.take(']')) {
            do {
                if (elements.size() == Limits.BATCH_EVENTS) {
                    throw new InvalidCallException(InvalidCallException.Code.TOO_MANY_EVENTS,
                            "a batch has at most " + Limits.BATCH_EVENTS + " events: send them in several batches");
                }
                elements.add(scan.value());
            } while (scan.take(','));
            scan.require(']', "a comma or ]");
        }
        return elements;
    }

    private static <T> T read(byte[] json, Function<JsonScan, T> reading) {
        JsonScan scan = new JsonScan(Slice.of(json));
        try {
            if (scan.peek() < 0) {
                throw new InvalidCallException(InvalidCallException.Code.BAD_JSON, "the body is empty");
            }
            T read = reading.apply(scan);
            if (scan.peek() >= 0) {
                throw new InvalidCallException(InvalidCallException.Code.BAD_JSON,
                        "the body goes on behind its end, at byte " + scan.position());
            }
            return read;
        } catch (JsonScan.Broken broken) {
            throw new InvalidCallException(InvalidCallException.Code.BAD_JSON,
                    "the body is not JSON: expected " + broken.getMessage() + " at " + JsonFaults.place(json, 0, broken.at()));
        }
    }
}
