package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Fields.date;
import static dev.bellwether.ingestion.validation.Fields.number;
import static dev.bellwether.ingestion.validation.Reason.IN_THE_FUTURE;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;

import com.google.type.Date;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.UsageReported;
import java.time.LocalDate;

/// What the fields of a usage report say together, and the days that a fact names as having been.
final class UsageReportValidator {

    private static final String FACT = "usage_reported.";
    private static final int DEFAULT_DAYS = 28;
    private static final int SECONDS_PER_DAY = 86_400;

    private UsageReportValidator() {}

    static void check(Event event) {
        UsageReported report = event.getUsageReported();
        int window = report.hasWindowDays() ? report.getWindowDays() : DEFAULT_DAYS;
        number(FACT + "active_days", report.getActiveDays(), 0, window);
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
}
