/// Validates single events by the ranges that `event.proto` documents, with a reason for each rejection.
/// Not here: limits of a whole call (packages `http` and `gateway`).
/// Begin with `EventValidator`; `Reason` lists what callers may see.
package dev.bellwether.ingestion.validation;
