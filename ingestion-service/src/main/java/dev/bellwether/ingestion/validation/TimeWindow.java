package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.IN_THE_FUTURE;
import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;
import static dev.bellwether.ingestion.validation.Reason.TOO_OLD;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/// The times that an event may have happened at, seen from now.
public record TimeWindow(Instant earliest, Instant latest) {

    static final Duration AHEAD = Duration.ofMinutes(10);

    public static TimeWindow around(Instant now, Duration retention) {
        return new TimeWindow(now.minus(retention), now.plus(AHEAD));
    }

    void check(Timestamp occurredAt) {
        long seconds = occurredAt.getSeconds();
        int nanos = occurredAt.getNanos();
        if (nanos < 0 || nanos > 999_999_999) {
            throw new Rejection("occurred_at", MALFORMED, "nanos must be from 0 to 999,999,999");
        }
        if (seconds > latest.getEpochSecond() || seconds == latest.getEpochSecond() && nanos > latest.getNano()) {
            throw new Rejection("occurred_at", IN_THE_FUTURE,
                    "is more than 10 minutes in the future: it is " + moment(occurredAt) + ", and was received at " + latest.minus(AHEAD)
                            + "; correct the sender's clock, or send it when it has happened");
        }
        if (seconds < earliest.getEpochSecond() || seconds == earliest.getEpochSecond() && nanos < earliest.getNano()) {
            throw new Rejection("occurred_at", TOO_OLD, "is before " + earliest + ", the earliest that is kept: it is " + moment(occurredAt));
        }
    }

    private static String moment(Timestamp time) {
        return Math.abs(time.getSeconds()) > Instant.MAX.getEpochSecond()
                ? time.getSeconds() + " seconds after 1970"
                : Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
    }

    static void present(boolean present) {
        if (!present) {
            throw new Rejection("occurred_at", REQUIRED, "must say when it happened");
        }
    }
}
