package dev.bellwether.segmentation.membership;

import java.util.Optional;

/// What the rules say of an account.
///
/// @param condition    the CEL condition that held; empty when a minimum stay held the account back
/// @param stayed       whether the account stays where it stood, rather than enters
/// @param heldBackFrom the segment that the rules alone would give, when a minimum stay prevented it
public record Placement(SegmentId segment, String condition, boolean stayed, Optional<SegmentId> heldBackFrom) {}
