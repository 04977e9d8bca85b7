package dev.bellwether.mapping.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the forms that begin with the year, which are unambiguous: ISO 8601 and RFC 3339, and what databases
/// and languages make of them. A date, a blank or a T, a time, and any zone behind it, with or without a blank.
///
/// More than nine decimals are cut off. 24:00 is the midnight at the day's end, as ISO 8601 has it. A leap second (23:59:60)
/// has no moment here and is refused.
public final class IsoTime {

    private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?";
    private static final Pattern EXTENDED =
            Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?:(?:[Tt]|\\s+)" + TIME + "(.*))?", Pattern.DOTALL);
    private static final Pattern BASIC =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})[Tt](\\d{2})(\\d{2})(?:(\\d{2})(?:[.,](\\d+))?)?(.*)", Pattern.DOTALL);

    private IsoTime() {}

    /// Without a zone it is UTC.
    ///
    /// @throws UnreadableTime when it is none, or one that never was
    public static ReadTime parse(String text) {
        String stripped = text.strip();
        return read(stripped, ZoneOffset.UTC).orElseThrow(() -> TimeHints.unreadable(stripped));
    }

    /// @param zone of times without one
    /// @return empty when the text has another form
    /// @throws UnreadableTime when it has the form, and there is no such time
    static Optional<ReadTime> read(String text, ZoneId zone) {
        try {
            Matcher extended = EXTENDED.matcher(text);
            if (extended.matches()) {
                LocalDate day = day(extended.group(1), extended.group(3), extended.group(4));
                return Optional.of(extended.group(5) == null ? date(day) : time(day, new Clock(extended.group(5), extended.group(6),
                        extended.group(7), extended.group(8), extended.group(9)), extended.group(10), zone));
            }
            Matcher basic = BASIC.matcher(text);
            if (basic.matches()) {
                return Optional.of(time(day(basic.group(1), basic.group(2), basic.group(3)),
                        new Clock(basic.group(4), basic.group(5), basic.group(6), basic.group(7), null), basic.group(8), zone));
            }
            return Optional.empty();
        } catch (DateTimeException impossible) {
            throw new UnreadableTime("'" + text + "' is not a time: " + impossible.getMessage(), impossible);
        }
    }

    static ReadTime date(LocalDate day) {
        return new ReadTime(day.atStartOfDay(ZoneOffset.UTC).toInstant(), day, ReadTime.Kind.DATE);
    }

    static ReadTime local(LocalDateTime local, ZoneId zone) {
        return new ReadTime(WrittenZone.instant(local, zone), local.toLocalDate(), ReadTime.Kind.LOCAL);
    }

    private static LocalDate day(String year, String month, String day) {
        int number = Integer.parseInt(year);
        if (number == 0) {
            throw new DateTimeException("there was no year 0");
        }
        return Calendar.day(number, Integer.parseInt(month), Integer.parseInt(day));
    }

    private static ReadTime time(LocalDate day, Clock clock, String zone, ZoneId otherwise) {
        LocalDateTime local = day.plusDays(clock.isEndOfDay() ? 1 : 0).atTime(clock.time());
        if (zone.isBlank()) {
            return local(local, otherwise);
        }
        // The day is the one on the calendar of the zone in which it was written; for a time in UTC, that of the reader's zone.
        var at = WrittenZone.instant(local, zone);
        boolean midnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
        boolean utc = at.equals(local.toInstant(ZoneOffset.UTC));
        return new ReadTime(at, utc && !midnight ? LocalDate.ofInstant(at, otherwise) : local.toLocalDate(), ReadTime.Kind.ZONED);
    }

    private record Clock(String hour, String minute, String second, String fraction, String half) {

        boolean isEndOfDay() {
            return half == null && hour.equals("24") && minute.equals("00") && (second == null || second.equals("00"))
                    && (fraction == null || fraction.chars().allMatch(digit -> digit == '0'));
        }

        LocalTime time() {
            if (isEndOfDay()) {
                return LocalTime.MIDNIGHT;
            }
            int minutes = Integer.parseInt(minute);
            int seconds = second == null ? 0 : Integer.parseInt(second);
            if (seconds == 60) {
                throw new DateTimeException("a leap second has no moment of its own here: write the second before or after it");
            }
            return Calendar.time(hours(), minutes, seconds,
                    fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
        }

        private int hours() {
            int hours = Integer.parseInt(hour);
            if (half == null) {
                return hours;
            }
            if (hours < 1 || hours > 12) {
                throw new DateTimeException("with AM or PM the hour is 1 to 12");
            }
            return hours % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
    }
}
