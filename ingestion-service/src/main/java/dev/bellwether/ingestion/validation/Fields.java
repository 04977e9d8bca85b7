package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.OUT_OF_RANGE;
import static dev.bellwether.ingestion.validation.Reason.UNKNOWN_VALUE;

import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.mapping.CurrencyCode;
import dev.bellwether.proto.constraint.FieldConstraints;

/// Checks of single fields. They run for every event: no allocation unless one fails.
public final class Fields {

    private static final FieldConstraints TENANT = EventLimits.event(Event.TENANT_FIELD_NUMBER);
    private static final FieldConstraints ACCOUNT = EventLimits.event(Event.ACCOUNT_FIELD_NUMBER);
    private static final int NANOS = 1_000_000_000;
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Fields() {}

    /// @throws Rejection with the first thing by which the event breaks its contract there
    static void check(FieldConstraints field, Event event) {
        field.violation(event).ifPresent(violation -> {
            throw new Rejection(violation.field(), Reason.valueOf(violation.kind().name()), violation.message());
        });
    }

    static void tenant(Event event) {
        if (!isTenant(event.getTenant())) {
            check(TENANT, event);
        }
    }

    public static boolean isTenant(String value) {
        return EventLimits.TENANT.matches(value);
    }

    static void account(Event event) {
        if (!EventLimits.ACCOUNT.matches(event.getAccount())) {
            check(ACCOUNT, event);
        }
    }

    static void number(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Rejection(field, OUT_OF_RANGE, "must be from " + least + " to " + most + ", not " + value);
        }
    }

    static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new Rejection(field, OUT_OF_RANGE, "must be a finite number");
        }
    }

    static void date(String field, Date date) {
        int year = date.getYear();
        int month = date.getMonth();
        int day = date.getDay();
        boolean real = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS_OF_MONTH[month - 1]
                && (month != 2 || day != 29 || year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
        if (!real) {
            throw new Rejection(field, OUT_OF_RANGE, "must be a day of the calendar with year, month and day");
        }
    }

    /// What of an amount is for no option to say: that it is one, and of which currency.
    static void money(String field, Money money) {
        long units = money.getUnits();
        int nanos = money.getNanos();
        if (nanos <= -NANOS || nanos >= NANOS || units > 0 && nanos < 0 || units < 0 && nanos > 0) {
            throw new Rejection(field, MALFORMED, "nanos must be below 10^9 and have the sign of units");
        }
        String currency = money.getCurrencyCode();
        if (!currency.isEmpty() && !CurrencyCode.isCode(currency)) {
            throw unknownCurrency(field, currency);
        }
    }

    private static Rejection unknownCurrency(String field, String currency) {
        String written = CurrencyCode.written(currency);
        if (CurrencyCode.isCode(written)) {
            return new Rejection(field, MALFORMED, "currency_code must be in capital letters, without blanks: " + written);
        }
        return new Rejection(field, currency.length() == 3 && upperCase(currency) ? UNKNOWN_VALUE : MALFORMED,
                "currency_code must be an ISO 4217 code of three capital letters, as in EUR or USD");
    }

    private static boolean upperCase(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 'A' || value.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }
}
