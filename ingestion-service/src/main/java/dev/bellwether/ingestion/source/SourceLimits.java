package dev.bellwether.ingestion.source;

import java.util.OptionalLong;

/// What a source may send. Empty is no limit.
///
/// @param perSecond on each replica
/// @param perDay    accepted events, over all replicas, by UTC
public record SourceLimits(OptionalLong perSecond, OptionalLong perDay, OptionalLong perMonth) {

    public static final SourceLimits NONE = new SourceLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /// Zero is no limit.
    public static SourceLimits of(long perSecond, long perDay, long perMonth) {
        return new SourceLimits(limit(perSecond), limit(perDay), limit(perMonth));
    }

    boolean hasQuota() {
        return perDay.isPresent() || perMonth.isPresent();
    }

    private static OptionalLong limit(long value) {
        return value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
