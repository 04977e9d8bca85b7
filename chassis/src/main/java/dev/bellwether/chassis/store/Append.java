package dev.bellwether.chassis.store;

import dev.bellwether.chassis.tracing.TraceParent;
import java.util.List;
import java.util.Optional;

/// Events for one stream, decided at a version. May have no events, to store a snapshot alone.
///
/// @param expectedVersion the version that the decision was made on; 0 for a new stream
/// @param snapshot        the state after the events
/// @param trace           that what causes the events is in, if it is in one
public record Append(StreamId stream, long expectedVersion, List<NewEvent> events, byte[] snapshot, Optional<TraceParent> trace) {
    public Append(StreamId stream, long expectedVersion, List<NewEvent> events, byte[] snapshot) {
        this(stream, expectedVersion, events, snapshot, Optional.empty());
    }
}
