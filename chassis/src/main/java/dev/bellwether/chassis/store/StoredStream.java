package dev.bellwether.chassis.store;

/// A stream's head: its version (0 when it has no events) and the snapshot taken there. Snapshots are disposable: one of
/// another schema version is answered as null, and the events tell.
///
/// @param snapshot may be null
public record StoredStream(StreamId stream, long version, byte[] snapshot) {}
