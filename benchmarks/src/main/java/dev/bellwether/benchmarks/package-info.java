/// The commands of `./bellwether bench`.
/// Not here: the measurements (packages `ingest` and `pipeline`).
/// Begin with `Benchmarks`.
package dev.bellwether.benchmarks;
