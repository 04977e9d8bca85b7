/// Measures the whole platform: sustained rate, and latency from an event to its recommendation.
/// Not here: the doors alone (package `ingest`).
/// Begin with `PipelineCommand`.
package dev.bellwether.benchmarks.pipeline;
