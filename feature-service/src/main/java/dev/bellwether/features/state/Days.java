package dev.bellwether.features.state;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import java.time.LocalDate;

/// Days are UTC and counted from 1970-01-01; months are counted as year × 12 + month - 1; moments are nanoseconds since
/// 1970-01-01T00:00Z (which reaches from 1677 to 2262).
public final class Days {

    /// No day at all.
    public static final int NONE = Integer.MIN_VALUE;

    public static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private static final int SECONDS_PER_DAY = 86_400;

    private Days() {}

    public static int of(Timestamp timestamp) {
        return Math.toIntExact(Math.floorDiv(timestamp.getSeconds(), SECONDS_PER_DAY));
    }

    public static int of(int year, int month, int dayOfMonth) {
        return of(LocalDate.of(year, month, dayOfMonth));
    }

    public static int of(LocalDate date) {
        return (int) date.toEpochDay();
    }

    /// @param moment nanoseconds since 1970
    public static int ofNanos(long moment) {
        return (int) Math.floorDiv(moment, NANOS_PER_DAY);
    }

    /// @return [#NONE] for a date that is not a whole day, as in one without a day of the month
    public static int of(Date date) {
        if (date.getYear() == 0 || date.getMonth() == 0 || date.getDay() == 0) {
            return NONE;
        }
        return of(date.getYear(), date.getMonth(), date.getDay());
    }

    public static Date date(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return Date.newBuilder().setYear(date.getYear()).setMonth(date.getMonthValue()).setDay(date.getDayOfMonth()).build();
    }

    public static int month(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    public static int firstDayOfMonth(int month) {
        return of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1, 1);
    }

    public static boolean isFirstOfMonth(int day) {
        return LocalDate.ofEpochDay(day).getDayOfMonth() == 1;
    }

    public static long nanos(Timestamp timestamp) {
        return Math.addExact(Math.multiplyExact(timestamp.getSeconds(), 1_000_000_000L), timestamp.getNanos());
    }

    /// The first moment that no longer belongs to the day.
    public static long end(int day) {
        return (day + 1) * NANOS_PER_DAY;
    }

    public static String text(int day) {
        return day == NONE ? "never" : LocalDate.ofEpochDay(day).toString();
    }
}
