package dev.bellwether.chassis.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Identifies an event within its account: the first 128 bits of SHA-256 over source, a zero byte and event id. Tells
/// apart facts of one instant that say the same, so every service must compute it here.
///
/// @param high the first 64 bits, big-endian
/// @param low  the next 64 bits
public record EventKey(long high, long low) implements Comparable<EventKey> {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventKey::sha256);

    public static EventKey of(String source, String eventId) {
        MessageDigest digest = SHA_256.get();
        digest.update(source.getBytes(UTF_8));
        digest.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(eventId.getBytes(UTF_8)));
        return new EventKey(hash.getLong(), hash.getLong());
    }

    /// As PostgreSQL keeps it: its order of `uuid` is the order of [#compareTo].
    public UUID uuid() {
        return new UUID(high, low);
    }

    /// By the bytes, unsigned.
    @Override
    public int compareTo(EventKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return uuid().toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
