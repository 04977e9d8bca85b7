package dev.bellwether.ingestion.source;

import java.time.Duration;
import java.time.Instant;

/// So many a second in the mean, with some seconds' worth at once. Holds tokens up to its capacity; each event takes one.
/// A batch of more than it can ever hold is taken when it is full, and leaves it in debt: over any time the mean holds, and
/// no batch waits for ever. Not for several threads.
final class TokenBucket {

    /// Senders collect for some seconds before they send; that is no excess.
    static final int BURST_SECONDS = 5;

    // Counted in billionths, which come one by one, perSecond of them each nanosecond: whole numbers, so that who comes back
    // when they were told to is not a rounding error too early.
    private static final long TOKEN = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    // More than that nobody sends, and it could not be counted.
    private static final long FASTEST = 1_000_000_000L;

    private final long limit;
    private final long perSecond;
    private final long capacity;
    private long tokens;
    private Instant filledAt;

    TokenBucket(long limit, Instant now) {
        this.limit = limit;
        this.perSecond = Math.min(limit, FASTEST);
        this.capacity = perSecond * BURST_SECONDS * TOKEN;
        this.tokens = capacity;
        this.filledAt = now;
    }

    long perSecond() {
        return limit;
    }

    /// Takes them, or takes nothing and says how long to wait until it would.
    ///
    /// @return zero when they are taken
    Duration take(int events, Instant now) {
        // A clock that is set back gives nothing, and takes nothing either.
        if (now.isAfter(filledAt)) {
            fill(Duration.between(filledAt, now));
        }
        filledAt = now;
        long needed = Math.min(events * TOKEN, capacity);
        if (tokens >= needed) {
            tokens -= events * TOKEN;
            return Duration.ZERO;
        }
        return Duration.ofMillis(Math.ceilDiv(Math.ceilDiv(needed - tokens, perSecond), NANOS_PER_MILLI));
    }

    private void fill(Duration since) {
        Duration untilFull = Duration.ofNanos(Math.ceilDiv(capacity - tokens, perSecond));
        tokens = since.compareTo(untilFull) >= 0 ? capacity : tokens + since.toNanos() * perSecond;
    }
}
