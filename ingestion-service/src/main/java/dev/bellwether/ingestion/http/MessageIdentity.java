package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes a message itself, and ids no longer than their place.
public final class MessageIdentity {

    private static final int HASH_CHARACTERS = 16;

    private MessageIdentity() {}

    /// The first 128 bits of SHA-256 over the parts, each behind its length: parts may hold any character.
    public static ByteString of(String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return ByteString.copyFrom(sha256.digest(), 0, 16);
    }

    /// The text, or as much of it as leaves room for a hash of all of it, so that different texts stay different.
    ///
    /// @param most characters
    public static String within(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        String hash = HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)), 0, HASH_CHARACTERS / 2);
        return text.substring(0, text.offsetByCodePoints(0, most - HASH_CHARACTERS - 1)) + "~" + hash;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
