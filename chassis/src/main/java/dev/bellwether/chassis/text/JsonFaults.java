package dev.bellwether.chassis.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What is wrong with a text that should be JSON, in our words: the parser's are about the parser.
public final class JsonFaults {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // The caller's limit on bytes bounds everything else.
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build())
            .build();

    private static final String WANTED =
            ": names and texts stand in double quotes, other values are numbers (not NaN or Infinity), true, false,"
                    + " null, objects or arrays";

    private JsonFaults() {}

    /// @return empty when it is one JSON value, to its end
    public static Optional<String> of(byte[] json) {
        try (JsonParser parser = parser(json, 0, json.length)) {
            if (parser.nextToken() == null) {
                return Optional.of("is empty");
            }
            for (int depth = depth(parser); depth > 0; depth += depth(parser)) {
                parser.nextToken();
            }
            return parser.nextToken() == null ? Optional.empty()
                    : Optional.of("goes on behind its end, at " + place(json, 0, offset(parser.currentTokenLocation(), json, 0)));
        } catch (JsonProcessingException broken) {
            return Optional.of(fault(json, 0, broken));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory has every byte", impossible);
        }
    }

    /// By how many levels the token leads deeper; to its end, so that a fault within it is found.
    private static int depth(JsonParser parser) throws IOException {
        parser.finishToken();
        return parser.currentToken().isStructStart() ? 1 : parser.currentToken().isStructEnd() ? -1 : 0;
    }

    /// UTF-8, without a byte order mark.
    public static JsonParser parser(byte[] json, int from, int length) throws IOException {
        return FACTORY.createParser(json, from, length);
    }

    /// @param from index of the first byte that was parsed
    public static String fault(byte[] json, int from, JsonProcessingException broken) {
        return "is not JSON at " + place(json, from, offset(broken.getLocation(), json, from)) + WANTED;
    }

    /// As above, where the text is not at hand any more.
    public static String fault(JsonProcessingException broken) {
        JsonLocation at = broken.getLocation();
        return "is not JSON" + (at == null ? "" : " at line " + Math.max(1, at.getLineNr()) + ", column " + Math.max(1, at.getColumnNr()))
                + WANTED;
    }

    private static int offset(JsonLocation location, byte[] json, int from) {
        return location == null ? from : (int) Math.min(json.length, from + Math.max(0, location.getByteOffset()));
    }

    /// As in `line 1, column 17`, counted from 1 and in characters.
    ///
    /// @param from index of the byte that the first line begins with
    public static String place(byte[] json, int from, int at) {
        int line = 1;
        int column = 1;
        for (int i = from; i < at; i++) {
            if (json[i] == '\n') {
                line++;
                column = 1;
            } else if ((json[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return "line " + line + ", column " + column;
    }
}
