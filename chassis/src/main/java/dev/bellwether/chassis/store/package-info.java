/// The event store on PostgreSQL, the repository of aggregates on it, and the publisher that sends its outbox to the log.
/// Not here: what an aggregate is (package `aggregate`), the aggregates themselves (each service), the consumer of the log.
/// Begin with `AggregateRepository` and `EventStore`; `EventPublisher` sends.
package dev.bellwether.chassis.store;
