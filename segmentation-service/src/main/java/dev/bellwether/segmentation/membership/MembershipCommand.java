package dev.bellwether.segmentation.membership;

/// Tells the aggregate what has been observed of its account, and by which rules it is to be judged.
public record MembershipCommand(Observation observation, Rules rules) {}
