/// The door for Segment's HTTP API: its calls, batches, clock correction and traits.
/// Not here: which account a message belongs to (package `identity`), which fact it is (package `trackingplan`).
/// Begin with `SegmentDoor`.
package dev.bellwether.ingestion.segment;
