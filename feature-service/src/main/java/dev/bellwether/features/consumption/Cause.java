package dev.bellwether.features.consumption;

import dev.bellwether.chassis.tracing.TraceParent;
import java.time.Instant;
import java.util.Optional;

/// What is known of the facts that caused a snapshot. Nothing is decided by it.
///
/// @param receivedAt when the first of those was received that were folded with them
/// @param trace      that the last of the account's facts in one is in, if any is
public record Cause(Optional<Instant> receivedAt, Optional<TraceParent> trace) {

    /// Not a fact: a day's end, or a request.
    public static final Cause NONE = new Cause(Optional.empty(), Optional.empty());
}
