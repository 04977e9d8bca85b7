package dev.bellwether.ingestion.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.BitSet;

/// Finds where the values of a body begin and end, without looking into them: a value's brackets and texts are counted, its depth takes
/// a bit a level. So one value that is broken, or too deep, is found to its end like any other.
final class JsonScan {

    private final byte[] json;
    private final int end;
    private int at;

    JsonScan(Slice slice) {
        this.json = slice.json();
        this.at = slice.from();
        this.end = slice.to();
    }

    /// Where the text is not JSON. Without a stack trace: it is the sender's.
    static final class Broken extends RuntimeException {

        private final int at;

        private Broken(int at, String expected) {
            super(expected, null, false, false);
            this.at = at;
        }

        /// Index of the byte.
        int at() {
            return at;
        }
    }

    /// The next byte that is no space; -1 at the end.
    int peek() {
        while (at < end && isSpace(json[at])) {
            at++;
        }
        return at < end ? json[at] : -1;
    }

    int position() {
        return at;
    }

    boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    void require(char expected, String what) {
        if (!take(expected)) {
            throw new Broken(at, what);
        }
    }

    /// A member's name, as it reads.
    String name() {
        if (peek() != '"') {
            throw new Broken(at, "the name of a member, in double quotes");
        }
        Slice name = value();
        try (JsonParser parser = JsonStream.parser(json, name.from(), name.size())) {
            parser.nextToken();
            return JsonValue.wellFormed(parser.getText());
        } catch (IOException broken) {
            throw new Broken(name.from(), "the name of a member");
        }
    }

    Slice value() {
        int first = peek();
        int from = at;
        switch (first) {
            case '{', '[' -> skipBrackets();
            case '"' -> skipText();
            default -> skipLiteral();
        }
        return new Slice(json, from, at);
    }

    private void skipBrackets() {
        BitSet objects = new BitSet();
        int depth = 0;
        do {
            switch (peek()) {
                case -1 -> throw new Broken(at, depth > 0 && objects.get(depth - 1) ? "}" : "]");
                case '{' -> {
                    objects.set(depth++);
                    at++;
                }
                case '[' -> {
                    objects.clear(depth++);
                    at++;
                }
                case '}', ']' -> {
                    if (objects.get(--depth) != (json[at] == '}')) {
                        throw new Broken(at, objects.get(depth) ? "}" : "]");
                    }
                    at++;
                }
                case '"' -> skipText();
                default -> at++;
            }
        } while (depth > 0);
    }

    private void skipText() {
        int from = at++;
        while (at < end) {
            byte octet = json[at++];
            if (octet == '"') {
                return;
            }
            if (octet == '\\') {
                at++;
            }
        }
        at = end;
        throw new Broken(from, "a text that ends, with double quotes");
    }

    /// Numbers, true, false, null, and whatever stands in their place.
    private void skipLiteral() {
        int from = at;
        while (at < end && !isSpace(json[at]) && "{}[],:\"".indexOf(json[at]) < 0) {
            at++;
        }
        if (at == from) {
            throw new Broken(at, "a value");
        }
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }
}
