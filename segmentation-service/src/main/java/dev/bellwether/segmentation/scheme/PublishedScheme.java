package dev.bellwether.segmentation.scheme;

import java.time.Instant;

/// A version of the lifecycle scheme: never changed, never removed.
///
/// @param version 1, 2, 3, …
public record PublishedScheme(int version, Instant createTime, Scheme scheme, CompiledScheme rules) {}
