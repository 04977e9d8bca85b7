/// The commands `quarantine`: list, show, resubmit and delete rejected events.
/// Not why an event is rejected: ingestion-service decides that.
/// Begin with [QuarantineCommand].
package dev.bellwether.cli.quarantine;
