package dev.bellwether.mapping.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A pattern of [DateTimeFormatter], as `d.M.yyyy[ H:mm[:ss]]`. Names of months and days are English, in any case.
record PatternFormat(String name, DateTimeFormatter formatter) implements TimeFormat {

    /// Written by a pattern and read again it has to be the same: so a pattern that loses the month (mm is minutes) is found.
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2026, 11, 23, 17, 48);
    /// Weeks, their years, days of a year, and abbreviations such as CST, which stand for several zones.
    private static final String MISTAKEN = "YDwWFgzvO";
    private static final List<ChronoField> HALVES =
            List.of(ChronoField.HOUR_OF_AMPM, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoField.MINUTE_OF_HOUR,
                    ChronoField.HOUR_OF_DAY, ChronoField.AMPM_OF_DAY);

    static PatternFormat of(String pattern) {
        try {
            // Years as they are counted: STRICT asks for an era with y. Two digits are of 2000 to 2099.
            DateTimeFormatter formatter = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(years(pattern))
                    .toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
            String written = formatter.format(SAMPLE.atZone(ZoneOffset.UTC));
            ReadTime read = new PatternFormat(pattern, formatter).time(formatter.parse(written), ZoneOffset.UTC);
            boolean same = read.kind() == ReadTime.Kind.DATE ? read.day().equals(SAMPLE.toLocalDate())
                    : SAMPLE.toInstant(ZoneOffset.UTC).equals(read.at())
                            || !pattern.contains("m") && read.day().equals(SAMPLE.toLocalDate());
            if (!same) {
                throw new DateTimeException("it loses a part of the time");
            }
            return new PatternFormat(pattern, formatter);
        } catch (IllegalArgumentException | DateTimeException broken) {
            throw new IllegalArgumentException("'" + pattern
                    + "' is no format of times, as 'd.M.yyyy[ H:mm]' is one: d is the day, M the month "
                    + "(MMM its name), yyyy the year, H the hour of 24, h that of 12 with a for AM or PM, mm minutes, ss seconds, XXX the offset. "
                    + "iso, epoch-seconds, epoch-millis and excel are formats, too.", broken);
        }
    }

    private static String years(String pattern) {
        StringBuilder years = new StringBuilder();
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            if (!quoted && MISTAKEN.indexOf(c) >= 0) {
                throw new IllegalArgumentException("not the part of a time that it looks like: " + c);
            }
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return years.toString();
    }

    @Override
    public Optional<ReadTime> read(String text, ZoneId zone) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(text);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        try {
            return Optional.of(time(parsed, zone));
        } catch (DateTimeException impossible) {
            throw new UnreadableTime("'" + text + "' is not a time: " + impossible.getMessage(), impossible);
        }
    }

    private ReadTime time(TemporalAccessor parsed, ZoneId zone) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            ZonedDateTime at = ZonedDateTime.from(parsed);
            LocalDateTime written = LocalDateTime.of(parsed.query(TemporalQueries.localDate()), parsed.query(TemporalQueries.localTime()));
            if (!at.toLocalDateTime().equals(written)) {
                throw new DateTimeException("clocks in " + at.getZone() + " were put forward over this time");
            }
            return new ReadTime(at.toInstant(), written.toLocalDate(), ReadTime.Kind.ZONED);
        }
        LocalDate day = parsed.query(TemporalQueries.localDate());
        if (day == null) {
            throw new DateTimeException("it gives no day");
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time == null && parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
            time = LocalTime.of(parsed.get(ChronoField.HOUR_OF_DAY), 0);
        }
        if (time == null && HALVES.stream().anyMatch(parsed::isSupported)) {
            throw new DateTimeException("it gives half a time of day");
        }
        return time == null ? IsoTime.date(day) : IsoTime.local(day.atTime(time), zone);
    }
}
