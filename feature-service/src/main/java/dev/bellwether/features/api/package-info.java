/// The gRPC services of feature-service: features now and as of a day, rebuilds, operations.
/// Not here: computing a feature (package `calculation`).
/// Begin with `FeatureStoreGrpcService`.
package dev.bellwether.features.api;
