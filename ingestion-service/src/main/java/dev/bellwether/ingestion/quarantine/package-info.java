/// The quarantine: stores rejected events with their reasons, within limits for each source and tenant.
/// Not here: why an event is rejected (package `validation`), sending it again (package `resubmission`).
/// Begin with `Quarantine`.
package dev.bellwether.ingestion.quarantine;
