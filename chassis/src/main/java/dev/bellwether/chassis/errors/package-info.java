/// The caller's errors, and how every failure becomes a gRPC status.
/// Not here: problem details over HTTP (each door and the REST API).
/// Begin with `Refusal` and `GrpcErrors`.
package dev.bellwether.chassis.errors;
