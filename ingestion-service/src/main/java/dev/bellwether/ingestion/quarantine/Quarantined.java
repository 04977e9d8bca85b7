package dev.bellwether.ingestion.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.ingestion.v1.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/// An event that was not taken.
///
/// @param tenant a valid tenant, or [#NO_TENANT]
/// @param field  path of the offending field
/// @param reason stable and upper-case
/// @param event  as far as it is kept
public record Quarantined(String tenant, String field, String reason, String message, Event event, Instant seenAt) {

    /// Where events stand that name no valid tenant.
    public static final String NO_TENANT = "-";

    /// Roughly what it takes in memory.
    long bytes() {
        return 500 + event.getSerializedSize();
    }

    /// The same for each sending of the same event with the same fault.
    UUID fingerprint() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((reason + "\0" + field + "\0").getBytes(UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(event.toByteArray()));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
