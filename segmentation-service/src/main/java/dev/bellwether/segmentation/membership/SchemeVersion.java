package dev.bellwether.segmentation.membership;

/// Which revision of the tenant's lifecycle scheme decided: 1, 2, 3, …
public record SchemeVersion(int number) {}
