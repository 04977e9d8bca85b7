package dev.bellwether.ingestion.validation;

/// Why an event was not taken. The names are part of the contract: callers switch on them.
public enum Reason {
    /// The field is missing or empty.
    REQUIRED,
    /// The text is longer than the field may be.
    TOO_LONG,
    /// The field does not have the form that it must have.
    MALFORMED,
    /// The number, amount, date or duration is outside of what the field may be.
    OUT_OF_RANGE,
    /// An enum value that this version does not know.
    UNKNOWN_VALUE,
    /// Senders of events may not say this; the message tells who may, and how.
    NOT_ALLOWED,
    /// The event is larger than 32 KB.
    TOO_LARGE,
    /// `occurred_at` is more than 10 minutes ahead of our clock.
    IN_THE_FUTURE,
    /// `occurred_at` is before what the platform keeps.
    TOO_OLD,
    /// The event is of another tenant than the batch's backfill.
    OTHER_TENANT,
    /// The same id has come with other content before.
    DIFFERENT_CONTENT,
    /// Too much waits for this anonymous person to be identified.
    TOO_MANY_WAITING
}
