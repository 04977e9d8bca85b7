package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// A value where it stands in a body, not looked into yet.
///
/// @param from index of its first byte
/// @param to   index behind its last
public record Slice(byte[] json, int from, int to) {

    public static Slice of(byte[] json) {
        return new Slice(json, 0, json.length);
    }

    public int size() {
        return to - from;
    }

    /// Its bytes, the first of them when they are more than an event may have, with every character of the key blotted out.
    public ByteString withoutKey(String key) {
        byte[] bytes = Arrays.copyOfRange(json, from, Math.min(to, from + Limits.EVENT_BYTES));
        byte[] secret = key.getBytes(UTF_8);
        for (int i = 0; i + secret.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + secret.length, secret, 0, secret.length)) {
                Arrays.fill(bytes, i, i + secret.length, (byte) '*');
            }
        }
        return ByteString.copyFrom(bytes);
    }

    /// Whether a text in it is written otherwise than it reads.
    public boolean hasEscapes() {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /// The first 64 bits of SHA-256 over its bytes.
    public long hash() {
        MessageDigest sha256 = MessageIdentity.sha256();
        sha256.update(json, from, size());
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
