package dev.bellwether.ingestion.source;

import java.time.Instant;

/// What a source has sent in some time.
///
/// @param lastSeen when the last of it came
record Sent(long accepted, long rejected, long bytes, Instant lastSeen) {

    Sent and(Sent other) {
        return new Sent(accepted + other.accepted, rejected + other.rejected, bytes + other.bytes,
                other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen);
    }
}
