/// Writes the marker that a day is over into every partition of the log, once its grace has passed.
/// Not here: the order of all markers (package `marker`); closing the accounts (feature-service, package `closing`).
/// Begin with `Closer`.
package dev.bellwether.ingestion.closing;
