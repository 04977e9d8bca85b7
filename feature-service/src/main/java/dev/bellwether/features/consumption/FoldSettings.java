package dev.bellwether.features.consumption;

/// @param topic        that the facts come from
/// @param partitions   of every topic
/// @param cachedMonths months of accounts kept in memory between batches, per partition
/// @param closedAtOnce snapshots that a closing makes in one transaction
public record FoldSettings(String topic, int partitions, int cachedMonths, int closedAtOnce) {}
