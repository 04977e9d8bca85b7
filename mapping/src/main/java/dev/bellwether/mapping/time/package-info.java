/// Parses dates and times, and refuses those that are not one certain moment.
/// Not here: other conversions (package `mapping`).
/// Begin with `TimeReader`.
package dev.bellwether.mapping.time;
