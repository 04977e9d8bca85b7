/// Decompresses incoming gRPC messages within limits of size and memory, before the gRPC server sees them.
/// Not here: credentials (package `access`), backpressure of the gateway (ingestion-service, package `gateway`).
/// Begin with `GrpcUnpacker`; decision 0034 has the reasons.
package dev.bellwether.chassis.inbound;
