package dev.bellwether.ingestion.source;

import java.time.Instant;
import java.util.Optional;

/// A write key, without what is secret of it.
///
/// @param prefix the first characters of what is random in it
public record WriteKey(Source source, String id, String prefix, Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt) {

    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    /// @param secret shown once
    public record New(WriteKey key, String secret) {}

    static WriteKey of(StoredKey stored) {
        return new WriteKey(stored.owner(), stored.id, stored.prefix, stored.createTime, Optional.ofNullable(stored.expireTime),
                Optional.ofNullable(stored.revokeTime), Optional.ofNullable(stored.lastUsedTime));
    }

    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get()) ? State.EXPIRED : State.ACTIVE;
    }

    public String name() {
        return source.name() + "/keys/" + id;
    }
}
