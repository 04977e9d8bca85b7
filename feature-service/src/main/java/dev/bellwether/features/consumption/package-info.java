/// Consumes topic `events`, folds it, and publishes snapshots to topic `features`; reads expired records from the journal.
/// Not here: the fold (package `fold`), the consumer loop (chassis, `LogConsumer`).
/// Begin with `EventsHandler`.
package dev.bellwether.features.consumption;
