package dev.bellwether.features.state;

import java.util.ArrayList;
import java.util.List;

/// What was paid less refunds in one month, by currency and day. Units and billionths are summed each for itself, so that
/// adding is exact and takes any order; a day holds nine million payments of the largest amount.
public final class PaidAmounts {

    /// @param day   of the month, from 0
    /// @param count payments and refunds, 1 or more
    public record Day(String currency, int day, long count, long units, long nanos) {

        private Day plus(Day more) {
            return new Day(currency, day, Math.addExact(count, more.count), Math.addExact(units, more.units),
                    Math.addExact(nanos, more.nanos));
        }

        private int compareTo(Day other) {
            int byCurrency = currency.compareTo(other.currency);
            return byCurrency != 0 ? byCurrency : Integer.compare(day, other.day);
        }
    }

    private final List<Day> days = new ArrayList<>(0);

    public int size() {
        return days.size();
    }

    /// By currency and day, ascending.
    public Day day(int index) {
        return days.get(index);
    }

    void add(Day more) {
        int index = days.size();
        while (index > 0 && days.get(index - 1).compareTo(more) > 0) {
            index--;
        }
        if (index > 0 && days.get(index - 1).compareTo(more) == 0) {
            days.set(index - 1, days.get(index - 1).plus(more));
        } else {
            days.add(index, more);
        }
    }
}
