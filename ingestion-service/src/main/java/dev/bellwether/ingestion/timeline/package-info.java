/// The recorded events of one account, newest first.
/// Not here: whole partitions (package `replay`).
/// Begin with `Timeline`.
package dev.bellwether.ingestion.timeline;
