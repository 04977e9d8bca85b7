package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.TOO_LARGE;

import dev.bellwether.ingestion.v1.Event;

/// Whether an event is what `event.proto` says it is.
public final class EventValidator {

    public static final int MOST_BYTES = 32 * 1024;

    private EventValidator() {}

    /// @throws Rejection with the first thing that is wrong
    public static void check(Event event, TimeWindow window) {
        Fields.tenant(event.getTenant());
        Fields.account(event.getAccount());
        if (event.getSerializedSize() > MOST_BYTES) {
            throw new Rejection("event", TOO_LARGE, "has " + event.getSerializedSize() + " bytes; at most " + MOST_BYTES + " are taken");
        }
        Fields.text("user", event.getUser(), 256);
        Fields.requiredText("event_id", event.getEventId(), 128);
        Fields.text("source", event.getSource(), 64);
        TimeWindow.present(event.hasOccurredAt());
        window.check(event.getOccurredAt());
        FactValidator.check(event);
    }
}
