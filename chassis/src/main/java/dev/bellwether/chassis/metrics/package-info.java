/// Gauges from the database, the age of events at each stage, and access to the metrics port.
/// Not here: measures of the consumer, which are beside it.
/// Begin with `DatabaseMeasures`.
package dev.bellwether.chassis.metrics;
