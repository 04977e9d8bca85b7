/// The gateway: validates each event of a batch, writes the valid ones to the log, and answers when the log has them.
/// Not here: the rules of validation (package `validation`), resolving accounts of HTTP messages (package `identity`).
/// Begin with `Gateway`; backpressure is in `InFlight`.
package dev.bellwether.ingestion.gateway;
