package dev.bellwether.ingestion.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of a write key, which is all that is stored of it. A slow hash protects secrets that people choose; behind this
/// one are 256 random bits, which cannot be guessed.
record KeyHash(long first, long second, long third, long fourth) {

    static KeyHash of(String key) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static KeyHash of(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new KeyHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(32).putLong(first).putLong(second).putLong(third).putLong(fourth).array();
    }
}
