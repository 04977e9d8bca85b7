/// The gRPC service for operators that all services share: progress, suspended accounts, export.
/// Not here: suspending an account (the consumer does), resuming it (each service).
/// Begin with `OperationsBase`.
package dev.bellwether.chassis.operations;
