package dev.bellwether.ingestion.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// All keys that work, in memory; replaced as a whole when something has changed. While the database is away the last known
/// ones stay valid: refusing every sender is worse than a revoked key that works until the database is back.
@ApplicationScoped
class Keyring implements WriteKeys {

    private static final long MILLIS_A_MINUTE = 60_000;

    private final InstantSource clock;
    private volatile Map<KeyHash, LiveKey> keys = Map.of();
    private final Map<String, Long> written = new HashMap<>();

    Keyring(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<Source> sourceOf(String key) {
        if (!KeySecret.looksLikeOne(key)) {
            return Optional.empty();
        }
        LiveKey found = keys.get(KeyHash.of(key));
        Instant now = clock.instant();
        if (found == null || !found.worksAt(now)) {
            return Optional.empty();
        }
        found.used().setPlain(now.toEpochMilli());
        return Optional.of(found.source());
    }

    void replace(List<StoredKey> stored) {
        Map<KeyHash, LiveKey> before = keys;
        Map<KeyHash, LiveKey> after = HashMap.newHashMap(stored.size());
        for (StoredKey key : stored) {
            KeyHash hash = KeyHash.of(key.hash);
            LiveKey known = before.get(hash);
            after.put(hash, LiveKey.of(key, known == null ? new AtomicLong() : known.used()));
        }
        keys = after;
    }

    /// The keys used since they were last [written down][#writtenDown], each at most once a minute.
    Map<String, Instant> used() {
        Map<String, Instant> used = new HashMap<>();
        for (LiveKey key : keys.values()) {
            long at = key.used().get();
            if (at > 0 && at >= written.getOrDefault(key.id(), 0L) + MILLIS_A_MINUTE) {
                used.put(key.id(), Instant.ofEpochMilli(at));
            }
        }
        return used;
    }

    void writtenDown(Map<String, Instant> used) {
        used.forEach((key, at) -> written.put(key, at.toEpochMilli()));
        written.keySet().retainAll(keys.values().stream().map(LiveKey::id).toList());
    }
}
