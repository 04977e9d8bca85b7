package dev.bellwether.segmentation.membership;

/// Which version of the lifecycle scheme decided: 1, 2, 3, …
public record SchemeVersion(int number) {}
