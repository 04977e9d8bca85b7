/// Kafka as the log between the services: each record takes effect once, with offsets, fencing, backoff and poison records.
/// Not here: what a service does with a batch (its `BatchHandler`), the event store (`chassis.store`).
/// Begin with `LogConsumer`; `LogProducer` writes.
package dev.bellwether.chassis.log;
