/// A real Kafka in this JVM and a real PostgreSQL beside it, for one machine and for tests.
/// Not here: the four services on one machine (module `local`); what only tests need (package `testing`).
/// Begin with `LocalKafka` and `LocalPostgres`.
package dev.bellwether.embedded;
