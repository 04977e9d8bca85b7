package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.errors.Refusal;
import java.util.OptionalLong;

/// What a source may send. Empty is no limit.
///
/// @param perSecond on each replica
/// @param perDay    accepted events, over all replicas, by UTC
public record SourceLimits(OptionalLong perSecond, OptionalLong perDay, OptionalLong perMonth) {

    public static final SourceLimits NONE = new SourceLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /// Keeps what is computed with them far from overflowing.
    private static final long MOST = 1_000_000_000_000L;

    /// Zero is no limit.
    ///
    /// @throws Refusal.InvalidArgument when one is negative, or absurd
    public static SourceLimits of(long perSecond, long perDay, long perMonth) {
        return new SourceLimits(limit("limits.events_per_second", perSecond), limit("limits.events_per_day", perDay),
                limit("limits.events_per_month", perMonth));
    }

    boolean hasQuota() {
        return perDay.isPresent() || perMonth.isPresent();
    }

    private static OptionalLong limit(String field, long value) {
        if (value < 0 || value > MOST) {
            throw new Refusal.InvalidArgument(field, "must be from 0, which is no limit, to " + MOST + ", not " + value);
        }
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
