/// Backfills: begin, finish, abandon, and count what was recorded under them.
/// Not here: closing the days of a backfill; feature-service does that in its package `closing`.
/// Begin with `Backfills`.
package dev.bellwether.ingestion.backfill;
