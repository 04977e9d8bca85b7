/// The log. `clients` makes Kafka's clients, `producer` writes, `checkpoint` keeps a consumer's offset, `recovery` finds where to begin when
/// log and database do not fit, and `consumer` reads; each depends on those named before it only, and none on `store`.
/// Begin with `consumer.LogConsumer`.
package dev.bellwether.chassis.log;
