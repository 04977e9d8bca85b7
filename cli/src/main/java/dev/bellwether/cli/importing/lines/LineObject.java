package dev.bellwether.cli.importing.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The JSON object of a line, by its members. Values are not read into anything and written again, which would lose digits of numbers: they stay
/// the bytes that they are.
final class LineObject {

    /// The deepest that any event may be nested, as the doors have it.
    static final int DEEPEST = 64;

    private static final int SHOWN = 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // A line's length bounds everything else.
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(LineFile.MOST_BYTES).maxNumberLength(LineFile.MOST_BYTES).build())
            .build();

    /// @param text  of a value that is a text; the digits of a number; empty of anything else
    /// @param isText whether it is a text
    private record Member(String name, int from, int to, String text, boolean isText, boolean isNull) {}

    private final byte[] line;
    private final List<Member> members = new ArrayList<>();
    private boolean infinite;

    private LineObject(byte[] line) {
        this.line = line;
    }

    /// @return empty for a line that says nothing
    /// @throws UnfitLine when it is no JSON object, or nested too deep
    static Optional<LineObject> of(byte[] line) throws UnfitLine {
        LineObject object = new LineObject(line);
        try (JsonParser parser = FACTORY.createParser(line)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            if (first != JsonToken.START_OBJECT) {
                throw UnfitLine.unreadable("is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                object.read(parser);
            }
            if (parser.nextToken() != null) {
                throw UnfitLine.unreadable("goes on behind its JSON object, at byte " + (parser.currentTokenLocation().getByteOffset() + 1)
                        + ": each document has a line of its own");
            }
            return Optional.of(object);
        } catch (JsonEOFException _) {
            throw UnfitLine.unreadable("is not JSON: it ends before its object does");
        } catch (JsonProcessingException broken) {
            throw UnfitLine.unreadable("is not JSON at " + place(line, broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    private static String place(byte[] line, JsonProcessingException broken) {
        int at = broken.getLocation() == null ? 0 : (int) Math.clamp(broken.getLocation().getByteOffset(), 0, line.length);
        // The parser stands behind what it could not take.
        int from = at;
        while (from > 0 && at - from < SHOWN && " \t,:{}[]".indexOf(line[from - 1]) < 0) {
            from--;
        }
        String shown = new String(line, from, Math.min(line.length, from + SHOWN) - from, StandardCharsets.UTF_8);
        return "byte " + (from + 1) + ": '" + shown + "'";
    }

    private void read(JsonParser parser) throws IOException, UnfitLine {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        String text = value != null && value.isScalarValue() ? parser.getText() : "";
        skip(parser);
        parser.finishToken();
        members.add(new Member(name, from, offset(parser.currentLocation().getByteOffset()), value == JsonToken.VALUE_NULL ? "" : text,
                value == JsonToken.VALUE_STRING, value == JsonToken.VALUE_NULL));
    }

    private void skip(JsonParser parser) throws IOException, UnfitLine {
        int depth = 1;
        JsonToken token = parser.currentToken();
        while (token != null) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric()) {
                infinite |= Double.isInfinite(Double.parseDouble(parser.getText()));
            }
            if (depth > DEEPEST) {
                throw new UnfitLine("event", "OUT_OF_RANGE", "is nested more than " + DEEPEST + " deep");
            }
            if (depth == 1) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private static int offset(long offset) {
        return Math.toIntExact(offset);
    }

    boolean has(String name) {
        return members.stream().anyMatch(member -> member.name.equals(name));
    }

    boolean hasNonNull(String name) {
        return members.stream().anyMatch(member -> member.name.equals(name) && !member.isNull);
    }

    /// Of the last member of that name, a text or the digits of a number. Empty when there is none, or it is something else.
    String text(String name) {
        return members.stream().filter(member -> member.name.equals(name)).reduce((_, last) -> last).map(Member::text).orElse("");
    }

    /// As [#text], when it is a text.
    Optional<String> string(String name) {
        return members.stream().filter(member -> member.name.equals(name)).reduce((_, last) -> last).filter(Member::isText)
                .map(Member::text);
    }

    /// Whether it has a number that no double holds.
    boolean isInfinite() {
        return infinite;
    }

    /// @param without members that are left out
    /// @param name    of one that is put at the end, in place of those of that name; empty for none
    byte[] json(Set<String> without, String name, String value) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(line.length + name.length() + value.length() + 8);
        String separator = "{";
        for (Member member : members) {
            if (!without.contains(member.name) && !member.name.equals(name)) {
                json.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
                json.write(line, member.from, member.to - member.from);
                separator = ",";
            }
        }
        if (!name.isEmpty()) {
            json.writeBytes((separator + "\"" + name + "\":\"").getBytes(StandardCharsets.UTF_8));
            json.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
            json.write('"');
            separator = ",";
        }
        json.writeBytes((separator.equals("{") ? "{}" : "}").getBytes(StandardCharsets.UTF_8));
        return json.toByteArray();
    }
}
