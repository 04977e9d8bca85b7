package dev.bellwether.ingestion.resubmission;

import dev.bellwether.ingestion.quarantine.QuarantineList;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What has become of many.
public final class Resubmitted {

    private final Map<String, Still> still = new TreeMap<>();
    private long taken;
    private Optional<QuarantineList.Position> next = Optional.empty();

    /// Events that are still wrong for one reason.
    ///
    /// @param example name of the first
    public record Still(String reason, long events, String example, String field, String message) {
        private Still and(Still other) {
            return new Still(reason, events + other.events, example, field, message);
        }
    }

    void taken(int events) {
        taken += events;
    }

    void stillRejected(QuarantinedEvent kept, Rejection rejection) {
        String reason = rejection.reason().name();
        still.merge(reason, new Still(reason, 1, kept.getName(), rejection.field(), rejection.getMessage()), Still::and);
    }

    Resubmitted endingAt(Optional<QuarantineList.Position> next) {
        this.next = next;
        return this;
    }

    public long taken() {
        return taken;
    }

    public List<Still> stillRejected() {
        return List.copyOf(still.values());
    }

    /// Where to resume; empty at the end.
    public Optional<QuarantineList.Position> next() {
        return next;
    }
}
