/// Kafka's clients: every consumer, producer and administration client is made in [KafkaClients], and the topics are in [Topics].
/// Nothing here knows a database or what a record means. Begin with [KafkaClients].
package dev.bellwether.chassis.log.clients;
