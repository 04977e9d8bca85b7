/// The identity of an event, and bytes of messages that are the same each time.
/// Not here: storing events (package `store`).
/// Begin with `EventKey`.
package dev.bellwether.chassis.event;
