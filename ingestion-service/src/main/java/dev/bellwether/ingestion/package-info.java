/// Ingestion service: the beans of its log and the start and stop of its loops.
/// Not here: any capability; each has a package of its own below.
/// Begin with `IngestionService`.
package dev.bellwether.ingestion;
