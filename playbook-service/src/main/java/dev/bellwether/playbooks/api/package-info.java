/// The calls about recommendations and playbooks, and their gRPC services.
/// Not here: REST (package `api.rest`), the decisions (package `ledger`).
/// Begin with `RecommendationCalls`; `PlaybooksGrpcService` is the gRPC side.
package dev.bellwether.playbooks.api;
