package dev.bellwether.cli.importing.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds the newest row of an export that has happened, and whether it lies where the others do.
public final class NewestRow {

    /// @param line   in the file, from 1
    /// @param column in which the time stands, several separated by commas
    public record Place(String file, long line, String column, String value, Instant at) {
        public LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        /// As in "subs.csv, line 3, column end: 2024-11-30".
        @Override
        public String toString() {
            return file + ", line " + line + (column.isEmpty() ? "" : ", column " + column) + ": " + value;
        }
    }

    /// Facts that may be agreed for a day to come. All others tell what customers have done.
    private static final Set<String> AGREED =
            Set.of("subscription_started", "subscription_changed", "subscription_renewed", "subscription_cancelled");
    /// Nothing for longer than this, and then one row: that row is a mistake, or the export is of several times.
    private static final long LONGEST_SILENCE = 366;
    private static final long SHORTEST_SILENCE = 31;
    private static final long OFTEN = 5;
    private static final long ONE_IN = 1_000;

    private final Instant now;
    private final TreeMap<Long, Long> eventsByDay = new TreeMap<>();
    private Place newest;
    private Place newestDone;
    private long later;

    NewestRow(Instant now) {
        this.now = now;
    }

    void see(String fact, Place place) {
        if (place.at().isAfter(now)) {
            later++;
            return;
        }
        eventsByDay.merge(place.day().toEpochDay(), 1L, Long::sum);
        newest = newest(newest, place);
        if (!AGREED.contains(fact)) {
            newestDone = newest(newestDone, place);
        }
    }

    private static Place newest(Place before, Place place) {
        return before == null || place.at().isAfter(before.at()) ? place : before;
    }

    /// Empty when no row has happened.
    public Optional<Place> place() {
        return Optional.ofNullable(newest);
    }

    /// Events that are planned, or mistyped: they are later than now.
    public long later() {
        return later;
    }

    /// The day that the export rather ends on, when the newest row is far from the others: more than 31 days (or five times
    /// the usual time between events, or a year) after all but one event in a thousand, or that much after anything that a
    /// customer has done, when it is about a subscription, whose days may have been planned.
    public Optional<LocalDate> rather() {
        if (newest == null) {
            return Optional.empty();
        }
        long day = newest.day().toEpochDay();
        if (newestDone != null && day - newestDone.day().toEpochDay() > SHORTEST_SILENCE) {
            return Optional.of(newestDone.day());
        }
        long others = othersEnd();
        return day - others > allowedSilence(others) ? Optional.of(LocalDate.ofEpochDay(others)) : Optional.empty();
    }

    /// The latest day behind which there is no more than one event in a thousand, or a single one.
    private long othersEnd() {
        long all = eventsByDay.values().stream().mapToLong(Long::longValue).sum();
        long behind = 0;
        for (Map.Entry<Long, Long> day : eventsByDay.descendingMap().entrySet()) {
            behind += day.getValue();
            if (behind > Math.max(1, all / ONE_IN)) {
                return day.getKey();
            }
        }
        return eventsByDay.lastKey();
    }

    private long allowedSilence(long othersEnd) {
        long others = eventsByDay.headMap(othersEnd, true).values().stream().mapToLong(Long::longValue).sum();
        long usual = others < 2 ? LONGEST_SILENCE
                : ChronoUnit.DAYS.between(LocalDate.ofEpochDay(eventsByDay.firstKey()), LocalDate.ofEpochDay(othersEnd)) / (others - 1);
        return Math.min(LONGEST_SILENCE, Math.max(SHORTEST_SILENCE, OFTEN * usual));
    }
}
