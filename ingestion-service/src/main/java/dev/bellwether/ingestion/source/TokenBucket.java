package dev.bellwether.ingestion.source;

import java.time.Duration;
import java.time.Instant;

/// So many a second in the mean, with some seconds' worth at once. Holds tokens up to its capacity; each event takes one.
/// A batch of more than it can ever hold is taken when it is full, and leaves it in debt: over any time the mean holds, and
/// no batch waits for ever. Not for several threads.
final class TokenBucket {

    /// Senders collect for some seconds before they send; that is no excess.
    static final int BURST_SECONDS = 5;

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private Instant filledAt;

    TokenBucket(long perSecond, Instant now) {
        this.perSecond = perSecond;
        this.capacity = (double) perSecond * BURST_SECONDS;
        this.tokens = capacity;
        this.filledAt = now;
    }

    double perSecond() {
        return perSecond;
    }

    /// Takes them, or takes nothing and says how long to wait until it would.
    ///
    /// @return zero when they are taken
    Duration take(int events, Instant now) {
        // A clock that is set back gives nothing, and takes nothing either.
        if (now.isAfter(filledAt)) {
            Duration since = Duration.between(filledAt, now);
            tokens = Math.min(capacity, tokens + (since.getSeconds() + since.getNano() / NANOS) * perSecond);
        }
        filledAt = now;
        double needed = Math.min(events, capacity);
        if (tokens >= needed) {
            tokens -= events;
            return Duration.ZERO;
        }
        // Rounded up, so that coming back then is not a rounding error too early.
        return Duration.ofMillis((long) Math.floor((needed - tokens) / perSecond * MILLIS) + 1);
    }
}
