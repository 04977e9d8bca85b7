package dev.bellwether.chassis.store;

/// An event to be appended.
///
/// @param type    explicit and stable, as in "segment-changed.v1"; never a class name
/// @param payload protobuf bytes, exactly what is published as the record's value
public record NewEvent(String type, byte[] payload) {}
