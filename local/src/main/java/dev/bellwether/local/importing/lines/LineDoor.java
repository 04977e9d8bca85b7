package dev.bellwether.local.importing.lines;

import java.util.List;
import java.util.Map;

/// Where lines are sent. Patient with a service that is away or overloaded.
interface LineDoor {

    /// Returns when what is accepted of the batch is on the log.
    Answer send(List<Line> batch);

    /// @param index within the batch
    record Rejected(int index, String field, String reason, String message) {}

    /// @param facts accepted events by what they have become
    record Answer(List<Rejected> rejected, Map<String, Long> facts) {}
}
