/// Closes days and finished backfills for all accounts of a partition, when their marker arrives.
/// Not here: writing the marker (ingestion-service, package `closing`), the peer references themselves (package `peers`).
/// Begin with `Closings`; `Coordination` is where partitions wait for each other.
package dev.bellwether.features.closing;
