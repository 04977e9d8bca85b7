/// What the tests of all modules share: databases, Kafka, a token issuer, golden files, raw gRPC calls, waiting with a bound.
/// Not here: the servers themselves (package `embedded`).
/// Begin with `PostgresResource` and `KafkaResource`.
package dev.bellwether.embedded.testing;
