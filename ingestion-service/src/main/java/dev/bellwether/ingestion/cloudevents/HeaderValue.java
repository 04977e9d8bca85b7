package dev.bellwether.ingestion.cloudevents;

import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// An attribute in a header: perhaps in double quotes, and percent-encoded (section 3.1.3.2 of the protocol binding).
final class HeaderValue {

    private HeaderValue() {}

    /// @throws Rejection when it is not encoded as it should be
    static String decode(String header, String value) {
        return percentDecoded(header, unquoted(value.strip()));
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            boolean escapes = value.charAt(i) == '\\' && i + 1 < value.length() - 1;
            text.append(value.charAt(escapes ? ++i : i));
        }
        return text.toString();
    }

    private static String percentDecoded(String header, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                bytes.write(octet(header, value, i));
                i += 2;
            } else {
                // A header's characters are its bytes; who did not encode them has most likely sent UTF-8.
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException wrong) {
            if (value.indexOf('%') < 0) {
                // Not encoded at all: as the SDK for JavaScript sends it, which is ISO 8859-1.
                return value;
            }
            throw new Rejection(header, Reason.MALFORMED, "is not UTF-8, percent-encoded");
        }
    }

    private static int octet(String header, String value, int at) {
        if (at + 2 < value.length()) {
            int high = Character.digit(value.charAt(at + 1), 16);
            int low = Character.digit(value.charAt(at + 2), 16);
            if (high >= 0 && low >= 0 && value.charAt(at + 1) < 128 && value.charAt(at + 2) < 128) {
                return high << 4 | low;
            }
        }
        throw new Rejection(header, Reason.MALFORMED, "has a % without two hexadecimal digits behind it; % itself is written %25");
    }
}
