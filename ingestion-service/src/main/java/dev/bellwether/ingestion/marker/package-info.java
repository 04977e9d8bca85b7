/// The one order of all markers, and writing them to every partition of the log.
/// Not here: when a day is over (package `closing`) or a backfill finished (package `backfill`).
/// Begin with `Markers`; decision 0002 has the reasons.
package dev.bellwether.ingestion.marker;
