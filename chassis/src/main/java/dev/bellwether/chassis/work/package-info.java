/// Work that a service does by itself, again and again, on threads of its own.
/// Not here: consumers of the log, which are driven by their records (`chassis.log`), and work that a call asks for (`chassis.calls`).
/// Begin at [dev.bellwether.chassis.work.PeriodicWork].
package dev.bellwether.chassis.work;
