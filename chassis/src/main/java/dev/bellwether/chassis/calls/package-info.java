/// How calls run: on virtual threads, with their context, and ended in time when a replica shuts down.
/// Not here: who may call (package `access`), errors (package `errors`).
/// Begin with `VirtualCalls`.
package dev.bellwether.chassis.calls;
