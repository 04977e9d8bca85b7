/// Streams one partition of the journal in log order, with its markers.
/// Not here: one account's events for people (package `timeline`).
/// Begin with `Replay`.
package dev.bellwether.ingestion.replay;
