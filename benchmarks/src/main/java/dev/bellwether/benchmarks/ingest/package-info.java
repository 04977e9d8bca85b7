/// Measures the rate that the doors alone acknowledge, beside the raw Kafka producer.
/// Not here: the raw producer and the generated events (package `load`).
/// Begin with `IngestCommand`.
package dev.bellwether.benchmarks.ingest;
