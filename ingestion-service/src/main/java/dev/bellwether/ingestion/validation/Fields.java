package dev.bellwether.ingestion.validation;

import static dev.bellwether.ingestion.validation.Reason.MALFORMED;
import static dev.bellwether.ingestion.validation.Reason.OUT_OF_RANGE;
import static dev.bellwether.ingestion.validation.Reason.REQUIRED;
import static dev.bellwether.ingestion.validation.Reason.TOO_LONG;
import static dev.bellwether.ingestion.validation.Reason.UNKNOWN_VALUE;

import com.google.protobuf.Duration;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.mapping.CurrencyCode;

/// Checks of single fields. They run for every event: no allocation unless one fails.
public final class Fields {

    static final long MOST_MONEY = 1_000_000_000_000L;
    private static final int NANOS = 1_000_000_000;
    private static final long DAY_SECONDS = 24 * 60 * 60;
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Fields() {}

    static void text(String field, String value, int most) {
        // Characters are code points; a string with no more chars than allowed has no more of those either.
        if (value.length() > most && value.codePointCount(0, value.length()) > most) {
            throw new Rejection(field, TOO_LONG, "must have at most " + most + " characters");
        }
    }

    static void requiredText(String field, String value, int most) {
        if (value.isEmpty()) {
            throw new Rejection(field, REQUIRED, "must have 1 to " + most + " characters");
        }
        text(field, value, most);
    }

    static void tenant(String value) {
        if (value.isEmpty()) {
            throw new Rejection("tenant", REQUIRED, "must name the tenant");
        }
        if (value.length() > 63) {
            throw new Rejection("tenant", TOO_LONG, "must have at most 63 characters");
        }
        if (!isTenant(value)) {
            throw new Rejection("tenant", MALFORMED, "must be of lower-case letters, digits and hyphens, and not begin with a hyphen");
        }
    }

    public static boolean isTenant(String value) {
        if (value.isEmpty() || value.length() > 63 || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    static void account(String value) {
        if (value.isEmpty()) {
            throw new Rejection("account", REQUIRED, "must name the account; a user without a company is an account of its own");
        }
        if (value.length() > 128) {
            throw new Rejection("account", TOO_LONG, "must have at most 128 characters");
        }
        if (!isAccount(value)) {
            throw new Rejection("account", MALFORMED, "must be of visible ASCII characters without '/'");
        }
    }

    public static boolean isAccount(String value) {
        if (value.isEmpty() || value.length() > 128) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || c == '/') {
                return false;
            }
        }
        return true;
    }

    static void number(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Rejection(field, OUT_OF_RANGE, "must be from " + least + " to " + most);
        }
    }

    static void notNegative(String field, long value) {
        if (value < 0) {
            throw new Rejection(field, OUT_OF_RANGE, "must be 0 or more");
        }
    }

    static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new Rejection(field, OUT_OF_RANGE, "must be a finite number");
        }
    }

    /// protobuf keeps a value that it does not know as -1.
    static void known(String field, Enum<?> value) {
        if (value.name().equals("UNRECOGNIZED")) {
            throw new Rejection(field, UNKNOWN_VALUE, "is no value that this version knows");
        }
    }

    static void country(String field, String value) {
        if (value.length() != 2 || !upperCase(value)) {
            throw new Rejection(field, MALFORMED, "must be an ISO 3166-1 code of two capital letters, as in DE");
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

    static void money(String field, Money money) {
        long units = money.getUnits();
        int nanos = money.getNanos();
        if (units < -MOST_MONEY || units > MOST_MONEY) {
            throw new Rejection(field, OUT_OF_RANGE, "must be at most 10^12 units of the currency, up or down");
        }
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

    static void moneyNotNegative(String field, Money money) {
        money(field, money);
        if (money.getUnits() < 0 || money.getNanos() < 0) {
            throw new Rejection(field, OUT_OF_RANGE, "must not be negative");
        }
    }

    static void duration(String field, Duration duration) {
        long seconds = duration.getSeconds();
        int nanos = duration.getNanos();
        if (seconds < 0 || nanos < 0 || nanos >= NANOS || seconds > DAY_SECONDS || seconds == DAY_SECONDS && nanos > 0) {
            throw new Rejection(field, OUT_OF_RANGE, "must be from 0 to 24 hours");
        }
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
