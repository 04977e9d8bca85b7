package dev.bellwether.ingestion.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Turns what came over the wire into what was meant: inflated, no larger than allowed.
public final class Body {

    private Body() {}

    public static byte[] plain(Call call, int most) {
        String encoding = call.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        byte[] plain = switch (encoding) {
            case "identity" -> call.body();
            case "gzip", "x-gzip" -> inflated(call.body(), most);
            default -> throw new InvalidCallException(InvalidCallException.Code.UNSUPPORTED_COMPRESSION,
                    "Content-Encoding is gzip, identity or absent");
        };
        if (plain.length > most) {
            throw tooLarge(most);
        }
        return plain;
    }

    /// @return without a byte order mark
    public static byte[] utf8(byte[] bytes) {
        byte[] text = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? Arrays.copyOfRange(bytes, 3, bytes.length)
                : bytes;
        wrongAt(text).ifPresent(at -> {
            throw new InvalidCallException(InvalidCallException.Code.BAD_ENCODING,
                    "the body is not UTF-8: byte " + at + " belongs to no character");
        });
        return text;
    }

    public static boolean isUtf8(byte[] bytes) {
        return wrongAt(bytes).isEmpty();
    }

    static InvalidCallException tooLarge(int most) {
        return new InvalidCallException(InvalidCallException.Code.TOO_LARGE,
                "the body has more than " + most + " bytes (" + most / 1024 + " KB), inflated: "
                        + (most == Limits.EVENT_BYTES ? "that is the most that an event may have" : "send the events in several batches"));
    }

    /// Where the bytes stop being UTF-8, if they do. Decodes into a window that is thrown away.
    private static Optional<Integer> wrongAt(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer window = CharBuffer.allocate(Math.clamp(bytes.length, 16, 8192));
        while (true) {
            CoderResult result = decoder.decode(from, window, true);
            if (result.isError()) {
                return Optional.of(from.position());
            }
            if (result.isUnderflow()) {
                return Optional.empty();
            }
            window.clear();
        }
    }

    /// A bomb is inflated no further than to the limit.
    private static byte[] inflated(byte[] bytes, int most) {
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(bytes), 8192)) {
            byte[] inflated = input.readNBytes(most + 1);
            if (inflated.length > most) {
                throw tooLarge(most);
            }
            return inflated;
        } catch (IOException broken) {
            throw new InvalidCallException(InvalidCallException.Code.BAD_COMPRESSION,
                    "the body is not gzip, as Content-Encoding says, or not all of it has come");
        }
    }
}
