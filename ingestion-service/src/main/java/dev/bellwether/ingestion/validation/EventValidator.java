package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.TOO_LARGE;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.proto.constraint.FieldConstraints;

/// Whether an event is what `event.proto` says it is: in its options, and in words.
public final class EventValidator {

    private static final FieldConstraints USER = EventLimits.event(Event.USER_FIELD_NUMBER);
    private static final FieldConstraints EVENT_ID = EventLimits.event(Event.EVENT_ID_FIELD_NUMBER);
    private static final FieldConstraints SOURCE = EventLimits.event(Event.SOURCE_FIELD_NUMBER);
    private static final FieldConstraints OCCURRED_AT = EventLimits.event(Event.OCCURRED_AT_FIELD_NUMBER);
    private static final FieldConstraints SEQUENCE = EventLimits.event(Event.SEQUENCE_FIELD_NUMBER);

    private EventValidator() {}

    /// @throws Rejection with the first thing that is wrong
    public static void check(Event event, TimeWindow window) {
        checkAccount(event);
        Fields.check(USER, event);
        checkFact(event, window);
    }

    /// What is known of the event once its account is: whose it is, and how large.
    ///
    /// @throws Rejection with the first thing that is wrong
    public static void checkAccount(Event event) {
        Fields.tenant(event);
        Fields.account(event);
        checkSize(event);
    }

    /// @throws Rejection when it is too large, however small it was in the form in which it came
    public static void checkSize(Event event) {
        checkSize(event.getSerializedSize());
    }

    /// @throws Rejection when an event of this many bytes is too large
    public static void checkSize(int bytes) {
        if (bytes > EventLimits.BYTES) {
            throw new Rejection("event", TOO_LARGE, "has " + bytes + " bytes; at most " + EventLimits.BYTES + " are taken");
        }
    }

    /// Checks the fact, its time, id, source and sequence, but not its account.
    ///
    /// @throws Rejection with the first thing that is wrong
    public static void checkFact(Event event, TimeWindow window) {
        Fields.check(EVENT_ID, event);
        Fields.check(SOURCE, event);
        Fields.check(OCCURRED_AT, event);
        window.check(event);
        Fields.check(SEQUENCE, event);
        FactValidator.check(event);
    }
}
