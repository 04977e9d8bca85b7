package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.TOO_LARGE;

import dev.bellwether.ingestion.v1.Event;

/// Whether an event is what `event.proto` says it is.
public final class EventValidator {

    public static final int MOST_BYTES = 32 * 1024;

    private EventValidator() {}

    /// @throws Rejection with the first thing that is wrong
    public static void check(Event event, TimeWindow window) {
        checkAccount(event);
        Fields.text("user", event.getUser(), 256);
        checkFact(event, window);
    }

    /// What is known of the event once its account is: whose it is, and how large.
    ///
    /// @throws Rejection with the first thing that is wrong
    public static void checkAccount(Event event) {
        Fields.tenant(event.getTenant());
        Fields.account(event.getAccount());
        checkSize(event);
    }

    /// @throws Rejection when it is too large, however small it was in the form in which it came
    public static void checkSize(Event event) {
        checkSize(event.getSerializedSize());
    }

    /// @throws Rejection when an event of so many bytes is too large
    public static void checkSize(int bytes) {
        if (bytes > MOST_BYTES) {
            throw new Rejection("event", TOO_LARGE, "has " + bytes + " bytes; at most " + MOST_BYTES + " are taken");
        }
    }

    /// What happened, when, and by which id, whoever's event it is.
    ///
    /// @throws Rejection with the first thing that is wrong
    public static void checkFact(Event event, TimeWindow window) {
        Fields.requiredText("event_id", event.getEventId(), 128);
        Fields.text("source", event.getSource(), 64);
        TimeWindow.present(event.hasOccurredAt());
        window.check(event);
        Fields.notNegative("sequence", event.getSequence());
        FactValidator.check(event);
    }
}
