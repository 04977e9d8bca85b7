package dev.bellwether.chassis.store;

/// An event as it stands in its stream.
///
/// @param version 1, 2, 3, … within the stream
public record StoredEvent(StreamId stream, long version, String type, byte[] payload) {}
