/// Log lines with tenant, account and event as fields, and with control characters escaped.
/// Not here: the log of events (`LogConsumer` and its neighbours).
/// Begin with `LogContext`.
package dev.bellwether.chassis.logs;
