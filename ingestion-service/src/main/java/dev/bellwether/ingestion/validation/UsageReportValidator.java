package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Fields.date;
import static dev.bellwether.ingestion.validation.Fields.number;
import static dev.bellwether.ingestion.validation.Reason.IN_THE_FUTURE;
import static dev.bellwether.ingestion.validation.Reason.OUT_OF_RANGE;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;

import com.google.type.Date;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.UsageReported;
import java.time.LocalDate;

/// The ranges of a usage report, and the days that a fact names as having been.
final class UsageReportValidator {

    private static final String FACT = "usage_reported.";
    private static final int MOST_DAYS = 366;
    private static final int DEFAULT_DAYS = 28;
    private static final long MOST_TIMES = 1_000_000_000L;
    private static final long MOST_THINGS = 1_000_000L;
    private static final double MOST_ACTIVITY = 1e12;
    private static final int SECONDS_PER_DAY = 86_400;

    private UsageReportValidator() {}

    static void check(Event event) {
        UsageReported report = event.getUsageReported();
        int window = report.hasWindowDays() ? report.getWindowDays() : DEFAULT_DAYS;
        number(FACT + "window_days", window, 1, MOST_DAYS);
        number(FACT + "active_days", report.getActiveDays(), 0, window);
        number(FACT + "sessions", report.getSessions(), 0, MOST_TIMES);
        number(FACT + "features_used", report.getFeaturesUsed(), 0, MOST_THINGS);
        number(FACT + "users", report.getUsers(), 0, MOST_TIMES);
        number(FACT + "sign_ins", report.getSignIns(), 0, MOST_TIMES);
        number(FACT + "open_cases", report.getOpenCases(), 0, MOST_THINGS);
        upTo(FACT + "minutes", report.getMinutes(), MOST_TIMES);
        upTo(FACT + "activity", report.getActivity(), MOST_ACTIVITY);
        if (report.hasLastActiveOn()) {
            been(FACT + "last_active_on", report.getLastActiveOn(), event, 0);
        }
        boolean says = report.hasActiveDays() || report.hasSessions() || report.hasMinutes() || report.hasFeaturesUsed()
                || report.hasActivity() || report.hasUsers() || report.hasSignIns() || report.hasLastActiveOn() || report.hasOpenCases();
        if (!says) {
            throw new Rejection("usage_reported", REQUIRED, "must give at least one number besides window_days, or last_active_on");
        }
    }

    static void checkSignUp(Event event) {
        if (event.getAccountProfile().hasSignedUpOn()) {
            // The sender's day may be one ahead of ours.
            been("account_profile.signed_up_on", event.getAccountProfile().getSignedUpOn(), event, 1);
        }
    }

    private static void been(String field, Date day, Event event, int daysAhead) {
        date(field, day);
        LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(event.getOccurredAt().getSeconds(), SECONDS_PER_DAY));
        if (LocalDate.of(day.getYear(), day.getMonth(), day.getDay()).isAfter(today.plusDays(daysAhead))) {
            throw new Rejection(field, IN_THE_FUTURE,
                    "is after " + today + ", the day of occurred_at: give a day that has been, or leave it out");
        }
    }

    private static void upTo(String field, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new Rejection(field, OUT_OF_RANGE, "must be a number from 0 to " + (long) most);
        }
    }
}
