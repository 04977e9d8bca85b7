/// Dates between contracts and Java, and the clock that tests move.
/// Not here: parsing times of other systems (module `mapping`).
/// Begin with `Dates`.
package dev.bellwether.chassis.time;
