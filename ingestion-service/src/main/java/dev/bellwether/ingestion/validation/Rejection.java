package dev.bellwether.ingestion.validation;

import dev.bellwether.ingestion.v1.RejectedEvent;

/// One event is not taken. Thrown by the checks and caught around the one event, so it carries no stack trace: under a
/// flood of bad input that trace would be most of the work.
public final class Rejection extends RuntimeException {

    private final String field;
    private final Reason reason;

    public Rejection(String field, Reason reason, String message) {
        super(message, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /// Path of the offending field within the event, as in `feature_used.count`; `event` for the event as a whole.
    public String field() {
        return field;
    }

    public Reason reason() {
        return reason;
    }

    public RejectedEvent at(int index, String eventId) {
        return RejectedEvent.newBuilder()
                .setIndex(index)
                .setEventId(Excerpt.cut(eventId))
                .setField(field)
                .setReason(reason.name())
                .setMessage(getMessage())
                .build();
    }
}
