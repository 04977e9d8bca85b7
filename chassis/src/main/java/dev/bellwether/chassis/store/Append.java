package dev.bellwether.chassis.store;

import java.util.List;

/// Events for one stream, decided at a version. May have no events, to store a snapshot alone.
///
/// @param expectedVersion the version that the decision was made on; 0 for a new stream
/// @param snapshot        the state after the events
public record Append(StreamId stream, long expectedVersion, List<NewEvent> events, byte[] snapshot) {}
