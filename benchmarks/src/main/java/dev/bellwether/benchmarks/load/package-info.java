/// The load of all benchmarks: generated events, the raw Kafka producer as the reference, CPU time by process.
/// Not here: what is measured (packages `ingest` and `pipeline`).
/// Begin with `LoadEvents` and `RawProducer`.
package dev.bellwether.benchmarks.load;
