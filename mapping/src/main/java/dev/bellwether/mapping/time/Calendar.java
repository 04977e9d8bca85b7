package dev.bellwether.mapping.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/// Days and times of day out of numbers, with refusals that people understand.
final class Calendar {

    private Calendar() {}

    static LocalDate day(int year, int month, int day) {
        if (month < 1 || month > 12) {
            throw new DateTimeException("there is no month " + month);
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException impossible) {
            throw new DateTimeException("there is no day " + day + " in month " + month + " of " + year, impossible);
        }
    }

    static LocalTime time(int hours, int minutes, int seconds, int nanos) {
        try {
            return LocalTime.of(hours, minutes, seconds, nanos);
        } catch (DateTimeException impossible) {
            throw new DateTimeException("no clock shows %d:%02d:%02d".formatted(hours, minutes, seconds), impossible);
        }
    }
}
