/// The gRPC services of ingestion: they translate requests and answers, and nothing else.
/// Not here: checking and sending events (package `gateway`), HTTP (package `http`).
/// Begin with `IngestionGrpcService`. A new RPC starts in its `.proto`.
package dev.bellwether.ingestion.api;
