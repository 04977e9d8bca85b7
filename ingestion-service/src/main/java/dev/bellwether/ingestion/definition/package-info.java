/// Reads stored definitions such as sources and tracking plans, and refreshes their copies in memory.
/// Not here: the definitions themselves (packages `source` and `trackingplan`).
/// Begin with `Definitions`.
package dev.bellwether.ingestion.definition;
