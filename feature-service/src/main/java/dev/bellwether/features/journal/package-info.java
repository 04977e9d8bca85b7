/// The client of ingestion-service that reads the journal.
/// Not here: what is done with it (packages `consumption` and `verification`).
/// Begin with `JournalReader`.
package dev.bellwether.features.journal;
