package dev.bellwether.segmentation.scheme;

/// What the text of a scheme is compiled to: the scheme as it was written, and its rules.
public record UsableScheme(Scheme scheme, CompiledScheme rules) {}
