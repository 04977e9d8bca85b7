package dev.bellwether.features.consumption;

/// @param topic        that the facts come from
/// @param partitions   of every topic
/// @param cachedMonths months of accounts kept in memory between batches, per partition
public record FoldSettings(String topic, int partitions, int cachedMonths) {}
