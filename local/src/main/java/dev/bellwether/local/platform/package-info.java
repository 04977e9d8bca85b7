/// A whole platform on this machine: Kafka in this JVM, PostgreSQL and the services as supervised processes.
/// Not the options of the commands that start it: see `up`.
/// Begin with [LocalPlatform].
package dev.bellwether.local.platform;
