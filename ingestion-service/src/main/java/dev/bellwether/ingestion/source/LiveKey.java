package dev.bellwether.ingestion.source;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// A key that is neither revoked nor, when it was read, expired.
///
/// @param expires in milliseconds since 1970; the end of time when it does not
/// @param used    when it was last used, in the same; zero for not since it was last written down
record LiveKey(String id, Source source, long expires, AtomicLong used) {

    static LiveKey of(StoredKey stored, AtomicLong used) {
        return new LiveKey(stored.id, stored.owner(), stored.expireTime == null ? Long.MAX_VALUE : stored.expireTime.toEpochMilli(), used);
    }

    boolean worksAt(Instant now) {
        return now.toEpochMilli() < expires;
    }
}
