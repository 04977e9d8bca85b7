package dev.bellwether.cli.importing.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// @param number  from 1
/// @param bytes   without its end; the first mebibyte when it is longer than that
/// @param tooLong whether it has more bytes than an event may have
record RawLine(long number, byte[] bytes, boolean tooLong) {

    /// As a text. What is no UTF-8 in it is replaced: then [#base64] has its bytes.
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Optional<String> base64() {
        return isUtf8() ? Optional.empty() : Optional.of(Base64.getEncoder().encodeToString(bytes));
    }

    boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
