/// Erases accounts here, and gathers the confirmations of all services into receipts.
/// Not here: what every service does for an erasure (`chassis.erasure`).
/// Begin with `Erasures`.
package dev.bellwether.ingestion.erasure;
