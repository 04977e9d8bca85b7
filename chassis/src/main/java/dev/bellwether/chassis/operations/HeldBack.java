package dev.bellwether.chassis.operations;

import java.time.Duration;
import java.util.Optional;

/// Messages that a service has taken, and holds back for a short while before it passes them on.
///
/// @param messages how many, up to a bound
/// @param longest  until the last of them is published by the timeout; negative when it is overdue
public record HeldBack(long messages, Optional<Duration> longest) {

    public static final HeldBack NOTHING = new HeldBack(0, Optional.empty());
}
