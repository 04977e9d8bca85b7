/// What commands share: options, tables, progress bars, questions, errors, JSON output, escaping for a terminal.
/// Not anything that a service is asked.
/// Begin with [Output] and [CommandErrors].
package dev.bellwether.cli.terminal;
