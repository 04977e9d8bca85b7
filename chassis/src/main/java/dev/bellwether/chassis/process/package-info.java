/// A service as the process of a launcher, with which it ends.
/// Not here: how a launcher starts it and keeps it alive (module `local`, `platform`).
/// Begin with `ServiceMain`.
package dev.bellwether.chassis.process;
