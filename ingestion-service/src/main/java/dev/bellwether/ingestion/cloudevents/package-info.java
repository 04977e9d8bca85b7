/// The door for CloudEvents 1.0 over HTTP, in binary, structured and batched mode.
/// Not here: bodies, limits and answers that all HTTP doors share (package `http`).
/// Begin with `CloudEventsDoor`.
package dev.bellwether.ingestion.cloudevents;
