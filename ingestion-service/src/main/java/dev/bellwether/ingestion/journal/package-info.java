/// The journal: every recorded event once, in log order. Its primary key is the deduplication.
/// Not here: consuming the log (package `recorder`), reading the journal back (packages `replay` and `timeline`).
/// Begin with `JournalWriter`.
package dev.bellwether.ingestion.journal;
