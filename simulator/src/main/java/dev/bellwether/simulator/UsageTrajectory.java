package dev.bellwether.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How an account's use of the product goes up and down, as points in time with straight lines between them. Days count
/// from the first day of the history.
final class UsageTrajectory {

    private record Turn(int day, SimulatedUsage usage) {}

    private final List<Turn> turns;
    private final int cancelledOn;

    private UsageTrajectory(List<Turn> turns, int cancelledOn) {
        this.turns = List.copyOf(turns);
        this.cancelledOn = cancelledOn;
    }

    static Builder from(int day, SimulatedUsage usage) {
        return new Builder().turn(day, usage);
    }

    int start() {
        return turns.getFirst().day();
    }

    boolean cancels() {
        return cancelledOn != Integer.MAX_VALUE;
    }

    /// `Integer.MAX_VALUE` when it never does.
    int cancelledOn() {
        return cancelledOn;
    }

    boolean isCustomer(int day) {
        return day >= start() && day < cancelledOn;
    }

    SimulatedUsage usage(int day) {
        if (day < start()) {
            return SimulatedUsage.NONE;
        }
        for (int later = 1; later < turns.size(); later++) {
            Turn next = turns.get(later);
            if (day < next.day()) {
                Turn last = turns.get(later - 1);
                double share = (double) (day - last.day()) / (next.day() - last.day());
                return last.usage().towards(next.usage(), share);
            }
        }
        return turns.getLast().usage();
    }

    /// The busiest that it has been.
    SimulatedUsage best() {
        return turns.stream().map(Turn::usage).max(Comparator.comparingDouble(SimulatedUsage::visits)).orElseThrow();
    }

    /// The same up to a day, from which another way can be taken.
    Builder until(int day) {
        Builder same = new Builder();
        same.cancelledOn = cancelledOn;
        turns.stream().filter(turn -> turn.day() < day).forEach(turn -> same.turn(turn.day(), turn.usage()));
        return same.turn(day, usage(day));
    }

    double mostVisits() {
        return turns.stream().mapToDouble(turn -> turn.usage().visits()).max().orElseThrow();
    }

    int mostFeatures() {
        return (int) StrictMath.ceil(turns.stream().mapToDouble(turn -> turn.usage().breadth()).max().orElseThrow());
    }

    static final class Builder {

        private final List<Turn> turns = new ArrayList<>();
        private int cancelledOn = Integer.MAX_VALUE;

        /// From the turn before to this day the use changes steadily into this one. A turn at or before the last one comes
        /// a day after it: what a short window squeezes together stays in order.
        Builder turn(int day, SimulatedUsage usage) {
            int earliest = turns.isEmpty() ? day : turns.getLast().day() + 1;
            turns.add(new Turn(Math.max(day, earliest), usage));
            return this;
        }

        /// Nothing changes up to this day.
        Builder stay(int day) {
            return turn(day, turns.getLast().usage());
        }

        Builder cancel(int day) {
            cancelledOn = Math.max(day, turns.getLast().day() + 1);
            return turn(cancelledOn, SimulatedUsage.NONE);
        }

        UsageTrajectory build() {
            return new UsageTrajectory(turns, cancelledOn);
        }
    }
}
