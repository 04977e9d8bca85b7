/// Tracking plans: a tenant's rules that map its own event names to facts, compiled and versioned.
/// Not here: the expressions and field conversions, which the importer shares (module `mapping`).
/// Begin with `TrackingPlan`; `PlanReader` compiles one.
package dev.bellwether.ingestion.trackingplan;
