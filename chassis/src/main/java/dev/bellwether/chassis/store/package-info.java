/// The event store on PostgreSQL, and the publisher that sends its outbox to the log.
/// Not here: aggregates (each service), the consumer of the log.
/// Begin with `EventStore`; `EventPublisher` sends.
package dev.bellwether.chassis.store;
