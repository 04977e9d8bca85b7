/// The recorder: consumes topic `inbound`, writes the journal, and publishes new events to topic `events`.
/// Not here: the journal's tables (package `journal`), the consumer loop itself (chassis, `LogConsumer`).
/// Begin with `Recorder`.
package dev.bellwether.ingestion.recorder;
