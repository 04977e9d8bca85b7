/// Escapes untrusted text for terminals and logs, and explains invalid JSON.
/// Not here: messages of errors (package `errors`).
/// Begin with `Printable`.
package dev.bellwether.chassis.text;
