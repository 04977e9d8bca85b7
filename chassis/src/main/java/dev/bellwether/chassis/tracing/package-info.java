/// Spans of calls and records, and the header that carries a trace through the log.
/// Not here: spans that are made where records are consumed or published.
/// Begin with `TraceParent`; decision 0021 has the reasons.
package dev.bellwether.chassis.tracing;
