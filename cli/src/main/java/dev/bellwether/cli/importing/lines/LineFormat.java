package dev.bellwether.cli.importing.lines;

import java.util.Optional;
import java.util.Set;

/// What the lines of a file are.
public enum LineFormat {
    /// Segment's calls, as its archives and SDKs' logs have them.
    SEGMENT,
    /// CloudEvents in structured JSON.
    CLOUDEVENTS,
    /// Bellwether's own events, in protobuf's JSON form.
    EVENTS;

    private static final Set<String> CALLS = Set.of("track", "page", "screen", "identify", "group", "alias");

    /// What a line gives away. Empty when it is none of them.
    static Optional<LineFormat> of(LineObject line) {
        if (line.has("specversion")) {
            return Optional.of(CLOUDEVENTS);
        }
        if (CALLS.contains(line.text("type"))) {
            return Optional.of(SEGMENT);
        }
        return line.has("occurred_at") || line.has("occurredAt") ? Optional.of(EVENTS) : Optional.empty();
    }
}
