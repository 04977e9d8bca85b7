package dev.bellwether.chassis.time;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import dev.bellwether.chassis.errors.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Between the contracts' dates and times and Java's. Days are UTC.
public final class Dates {
    private static final long SECONDS_A_DAY = 86_400;

    private Dates() {}

    public static Date date(LocalDate day) {
        return Date.newBuilder().setYear(day.getYear()).setMonth(day.getMonthValue()).setDay(day.getDayOfMonth()).build();
    }

    /// @throws DateTimeException when there is no such day
    public static LocalDate day(Date date) {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    /// A day that a caller has given.
    ///
    /// @throws Refusal.InvalidArgument when there is no such day
    public static LocalDate day(String field, Date date) {
        try {
            return day(date);
        } catch (DateTimeException e) {
            throw new Refusal.InvalidArgument(field, "%d-%d-%d is no day: a day has year, month and day, as in 2026-12-01"
                    .formatted(date.getYear(), date.getMonth(), date.getDay()));
        }
    }

    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
    }

    public static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /// The UTC day of a time.
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_A_DAY));
    }

    /// The first instant of a UTC day.
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
