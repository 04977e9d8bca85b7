/// Sending many events: batches, backfills that resume, retries with backoff while a service is away.
/// Not where the events come from: see `importing` and the module `simulator`.
/// Begin with [EventSender].
package dev.bellwether.cli.sending;
