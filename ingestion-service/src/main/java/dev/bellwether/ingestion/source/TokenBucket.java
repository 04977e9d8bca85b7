package dev.bellwether.ingestion.source;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;

/// A rate per second, with a burst of some seconds' worth. Holds tokens up to its capacity; each event takes one.
/// A batch of more than it can ever hold is taken when it is full, and leaves it in debt: over any time the mean holds, and
/// no batch waits for ever. Not for several threads.
final class TokenBucket {

    /// Senders collect for some seconds before they send; that is no excess.
    static final int BURST_SECONDS = 5;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    // No source sends more than that, and Bucket4j counts no more than one token a nanosecond.
    private static final long FASTEST = 1_000_000_000L;

    private final long limit;
    private final long capacity;
    private final Elapsed elapsed;
    private final Bucket bucket;

    TokenBucket(long limit, Instant now) {
        this.limit = limit;
        long perSecond = Math.min(limit, FASTEST);
        this.capacity = perSecond * BURST_SECONDS;
        this.elapsed = new Elapsed(now);
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(elapsed)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .addLimit(bandwidth -> bandwidth.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    long perSecond() {
        return limit;
    }

    /// Takes them, or takes nothing and says how long to wait until it would.
    ///
    /// @return zero when they are taken
    Duration take(int events, Instant now) {
        elapsed.until(now);
        if (events == 0) {
            // Nothing to take, which Bucket4j refuses to do.
            return Duration.ZERO;
        }
        long wait;
        if (events <= capacity) {
            wait = bucket.tryConsumeAndReturnRemaining(events).getNanosToWaitForRefill();
        } else {
            wait = bucket.estimateAbilityToConsume(capacity).getNanosToWaitForRefill();
            if (wait == 0) {
                bucket.consumeIgnoringRateLimits(events);
            }
        }
        return Duration.ofMillis(Math.ceilDiv(wait, NANOS_PER_MILLI));
    }

    /// Time that only goes forward. Bucket4j gives nothing until a clock that was set back has caught up; here that gives nothing,
    /// and stops nothing either.
    private static final class Elapsed implements TimeMeter {

        // A bucket is full long before, unless it is in debt beyond reason; and a long holds 292 years of nanoseconds.
        private static final Duration LONGEST = Duration.ofDays(30);

        private Instant seenAt;
        private long nanos;

        Elapsed(Instant now) {
            seenAt = now;
        }

        void until(Instant now) {
            if (now.isAfter(seenAt)) {
                Duration since = Duration.between(seenAt, now);
                nanos += (since.compareTo(LONGEST) < 0 ? since : LONGEST).toNanos();
            }
            seenAt = now;
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
