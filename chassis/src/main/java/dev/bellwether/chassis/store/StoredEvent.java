package dev.bellwether.chassis.store;

import dev.bellwether.chassis.tracing.TraceParent;
import java.time.Instant;
import java.util.Optional;

/// An event as it stands in its stream.
///
/// @param version    1, 2, 3, … within the stream
/// @param receivedAt when the fact was received that it was decided on, if one caused it; known to who publishes it only
/// @param trace      that it is in, if it is in one; known to who publishes it only
public record StoredEvent(
        StreamId stream, long version, String type, byte[] payload, Optional<Instant> receivedAt, Optional<TraceParent> trace) {

    public StoredEvent(StreamId stream, long version, String type, byte[] payload) {
        this(stream, version, type, payload, Optional.empty(), Optional.empty());
    }
}
