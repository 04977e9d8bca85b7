package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.errors.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The write keys of all sources, for those who make and end them.
@ApplicationScoped
public class KeyRegister {

    private static final int MOST_WORKING = 100;
    private static final int ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SourceRefresh refresh;
    private final InstantSource clock;

    KeyRegister(SourceRefresh refresh, InstantSource clock) {
        this.refresh = refresh;
        this.clock = clock;
    }

    /// Where a page ends: the next one holds what stands strictly after it.
    public record Position(Instant createdAt, String id) {}

    public WriteKey.New create(Source source) {
        return make(source, Optional.empty());
    }

    /// @param grace how long the older keys stay valid
    public WriteKey.New rotate(Source source, Duration grace) {
        return make(source, Optional.of(grace));
    }

    /// Again changes nothing.
    public WriteKey revoke(Source source, String id) {
        Instant now = now();
        StoredKey revoked = SourceRefresh.DEFINITIONS.change(() -> StoredKey.<StoredKey>findById(id).onItem().transform(key -> {
            if (key == null || !key.owner().equals(source)) {
                throw new Refusal.NotFound(source.name() + "/keys/" + id, source.name() + " has no key " + id);
            }
            if (key.revokeTime == null) {
                key.revokeTime = now;
            }
            return key;
        }));
        refresh.reload();
        return WriteKey.of(revoked);
    }

    /// Newest first.
    public List<WriteKey> list(Source source, Optional<Position> after, int most) {
        Position from = after.orElse(new Position(Instant.parse("9999-12-31T23:59:59Z"), ""));
        return SourceRefresh.DEFINITIONS.read(() -> Sources.required(source).flatMap(_ -> StoredKey.<StoredKey>find(
                "tenant = ?1 and source = ?2 and (createTime < ?3 or createTime = ?3 and id < ?4) order by createTime desc, id desc",
                source.tenant(), source.id(), from.createdAt(), from.id())
                .page(0, most).list())).stream().map(WriteKey::of).toList();
    }

    private WriteKey.New make(Source source, Optional<Duration> grace) {
        KeySecret secret = KeySecret.random();
        Instant now = now();
        StoredKey made =
                SourceRefresh.DEFINITIONS.change(() -> Sources.required(source).flatMap(_ -> working(source, now)).flatMap(working -> {
                    if (working.size() >= MOST_WORKING) {
                        throw new Refusal.FailedPrecondition(
                                source.name() + " has " + working.size() + " keys that work, the most there may be: revoke some");
                    }
                    grace.map(now::plus).ifPresent(end -> working.forEach(key -> expire(key, end)));
                    return stored(source, secret, now).persist();
                }));
        refresh.reload();
        return new WriteKey.New(WriteKey.of(made), secret.text());
    }

    private static Uni<List<StoredKey>> working(Source source, Instant now) {
        return StoredKey.<StoredKey>list("tenant = ?1 and source = ?2 and revokeTime is null and (expireTime is null or expireTime > ?3)",
                source.tenant(), source.id(), now);
    }

    /// Never later than it did already.
    private static void expire(StoredKey key, Instant end) {
        if (key.expireTime == null || key.expireTime.isAfter(end)) {
            key.expireTime = end;
        }
    }

    private static StoredKey stored(Source source, KeySecret secret, Instant now) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        StoredKey key = new StoredKey();
        key.id = HexFormat.of().formatHex(id);
        key.tenant = source.tenant();
        key.source = source.id();
        key.hash = KeyHash.of(secret.text()).bytes();
        key.prefix = secret.prefix();
        key.createTime = now;
        return key;
    }

    /// As exactly as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
