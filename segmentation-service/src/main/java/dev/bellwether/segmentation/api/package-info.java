/// The gRPC services of segmentation: they translate requests and answers, and nothing else.
/// Not here: the answers themselves (packages `explanation`, `scheme` and `verification`).
/// Begin with `SegmentationGrpcService`.
package dev.bellwether.segmentation.api;
