/// Channels to the other services, with their certificates and the service key.
/// Not here: peers of an account (feature-service, package `peers`).
/// Begin with `Peers`.
package dev.bellwether.chassis.peers;
