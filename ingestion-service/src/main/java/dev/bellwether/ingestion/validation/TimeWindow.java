package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.IN_THE_FUTURE;
import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.TOO_OLD;

import com.google.protobuf.Timestamp;
import dev.bellwether.ingestion.v1.Event;
import java.time.Duration;
import java.time.Instant;

/// The times that an event may have happened at, seen from now.
public record TimeWindow(Instant earliest, Instant latest) {

    static final Duration AHEAD = Duration.ofMinutes(10);
    /// Longer than any customer has been one; what is older (1970-01-01) is a date that was never filled in.
    static final Duration STATE = Duration.ofDays(40 * 365);

    public static TimeWindow around(Instant now, Duration retention) {
        return new TimeWindow(now.minus(retention), now.plus(AHEAD));
    }

    /// Whether the fact says something that holds until another says otherwise: it is taken however long ago it began.
    static boolean isState(Event event) {
        return switch (event.getFactCase()) {
            case ACCOUNT_PROFILE, SUBSCRIPTION_STARTED, SUBSCRIPTION_CHANGED, SUBSCRIPTION_RENEWED, SUBSCRIPTION_CANCELLED,
                    SUPPORT_CASE_OPENED, SUPPORT_CASE_CLOSED, PRODUCT_ACTIVATED ->
                true;
            case FEATURE_USED, SESSION, SIGN_IN, PRODUCT_RELEASE, SURVEY_ANSWERED, CONTACT_LOGGED, LEARNING_RESOURCE_USED, INVOICE_PAID,
                    INVOICE_FAILED, ACCOUNT_ERASED, NAMED_EVENT, USER_IDENTIFIED, USAGE_REPORTED, FACT_NOT_SET ->
                false;
        };
    }

    void check(Event event) {
        Instant now = latest.minus(AHEAD);
        Instant state = now.minus(STATE);
        String planned = event.hasSubscriptionCancelled()
                ? ". What is planned has happened when it became known: ends_at says when the subscription ends" : "";
        (isState(event) && state.isBefore(earliest) ? new TimeWindow(state, latest) : this).check(event.getOccurredAt(), planned);
    }

    private void check(Timestamp occurredAt, String planned) {
        long seconds = occurredAt.getSeconds();
        int nanos = occurredAt.getNanos();
        if (nanos < 0 || nanos > 999_999_999) {
            throw new Rejection("occurred_at", MALFORMED, "nanos must be from 0 to 999,999,999");
        }
        if (seconds > latest.getEpochSecond() || seconds == latest.getEpochSecond() && nanos > latest.getNano()) {
            throw new Rejection("occurred_at", IN_THE_FUTURE,
                    "is more than 10 minutes in the future: it is " + moment(occurredAt) + ", and was received at " + latest.minus(AHEAD)
                            + "; correct the sender's clock, or send it when it has happened" + planned);
        }
        if (seconds < earliest.getEpochSecond() || seconds == earliest.getEpochSecond() && nanos < earliest.getNano()) {
            throw new Rejection("occurred_at", TOO_OLD,
                    "is before " + earliest + ", the earliest that is kept: it is " + moment(occurredAt));
        }
    }

    private static String moment(Timestamp time) {
        return Math.abs(time.getSeconds()) > Instant.MAX.getEpochSecond()
                ? time.getSeconds() + " seconds after 1970"
                : Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
    }
}
