package dev.bellwether.features.closing;

/// What has become of a marker.
public enum Outcome {
    /// Everything at it is done.
    CLOSED,
    /// As much as one transaction should hold is. Come again at once.
    MORE,
    /// Other partitions are waited for; what was contributed must become visible to them. Come again.
    WAITING
}
