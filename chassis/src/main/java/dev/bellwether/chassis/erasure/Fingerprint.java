package dev.bellwether.chassis.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// What is kept of an erased account: the first 128 bits of SHA-256 over its tenant, a zero byte and its id. A reader who does not know
/// the id learns nothing from it; one who does learns only that the account was erased.
public record Fingerprint(UUID value) {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Fingerprint::sha256);

    public static Fingerprint of(AccountKey account) {
        MessageDigest digest = SHA_256.get();
        digest.update(account.tenant().getBytes(UTF_8));
        digest.update((byte) 0);
        return of(ByteBuffer.wrap(digest.digest(account.account().getBytes(UTF_8))));
    }

    /// @throws IllegalArgumentException when they are not 16
    public static Fingerprint of(byte[] bytes) {
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a fingerprint has 16 bytes, not " + bytes.length);
        }
        return of(ByteBuffer.wrap(bytes));
    }

    private static Fingerprint of(ByteBuffer bytes) {
        return new Fingerprint(new UUID(bytes.getLong(), bytes.getLong()));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
