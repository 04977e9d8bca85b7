/// Reading a topic: batches, one transaction each, backoff and retry, poison records, suspended accounts, dead letters.
/// Where a partition is begun is in `recovery`, how its offset is committed in `checkpoint`. Begin with [LogConsumer], then [PartitionWorker].
package dev.bellwether.chassis.log.consumer;
