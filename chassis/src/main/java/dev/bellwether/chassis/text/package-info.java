/// Escapes untrusted text for terminals and logs, explains invalid JSON, and compares two texts line by line.
/// Not here: messages of errors (package `errors`).
/// Begin with `Printable`.
package dev.bellwether.chassis.text;
