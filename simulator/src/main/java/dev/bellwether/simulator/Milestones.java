package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// What happens to an account besides daily use: contracts, invoices, cases, surveys, contacts, releases. Planned once, kept as
/// recipes, and made into events when their day comes.
final class Milestones {

    /// @param millis after midnight (UTC)
    record Milestone(int day, int millis, Consumer<Event.Builder> fact) {}

    private final List<Milestone> planned = new ArrayList<>();
    private final int end;
    private final Dice dice;

    /// @param end the last day that anything is planned for
    Milestones(int end, Dice dice) {
        this.end = end;
        this.dice = dice;
    }

    /// At some time of the day's working hours. Left out when it lies beyond the end.
    void on(int day, Consumer<Event.Builder> fact) {
        at(day, dice.whole(7 * 3_600_000, 19 * 3_600_000), fact);
    }

    void at(int day, int millis, Consumer<Event.Builder> fact) {
        if (day >= 0 && day <= end) {
            planned.add(new Milestone(day, millis, fact));
        }
    }

    List<Milestone> inOrder() {
        planned.sort(Comparator.comparingInt(Milestone::day).thenComparingInt(Milestone::millis));
        return List.copyOf(planned);
    }
}
