/// Writing to the log so that a caller knows what is in it for certain: in order, without gaps, and where its readers will read it.
/// What is published from the database (the outbox) is in `store`. Begin with [LogProducer].
package dev.bellwether.chassis.log.producer;
