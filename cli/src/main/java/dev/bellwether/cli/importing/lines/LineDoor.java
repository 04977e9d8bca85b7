package dev.bellwether.cli.importing.lines;

import java.util.List;
import java.util.Map;

/// Where lines are sent. Patient with a service that is away or overloaded.
interface LineDoor {

    /// Returns when what is accepted of the batch is on the log.
    ///
    /// @throws BatchRefused when the batch as a whole is not taken, for what is in it
    Answer send(List<Line> batch);

    /// @param index within the batch
    record Rejected(int index, String field, String reason, String message) {}

    /// @param facts accepted events by what they have become
    record Answer(List<Rejected> rejected, Map<String, Long> facts) {}

    /// A batch that is not taken as a whole. One line of it may be why.
    final class BatchRefused extends RuntimeException {

        private final String reason;

        BatchRefused(String reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
