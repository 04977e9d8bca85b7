package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.Fact;
import java.util.ArrayList;
import java.util.List;

/// What usage reports say as of a day, as they go by in order of time. What is not known is NaN.
///
/// A measure of now is that of the newest report of the last 35 days that gives it (a report a month, and a few days of grace).
/// One of before, as a rate per day, is the mean of the reports that ended 28 to 83 days ago, so that their 28 days lie within the
/// 84 before; without any, what a report over a longer window has beyond the shorter one.
final class ReportedUsage {

    private static final int VALID = 35;
    private static final int PAST = 112;
    /// Above this a window describes the past more than the present.
    private static final int LONGEST_OF_NOW = 45;
    private static final int SHORTEST_OF_BEFORE = 56;

    private final List<Given> recent = new ArrayList<>();
    private int day;
    private boolean any;
    private int knownSince;
    private int lastActivityDay;

    private record Given(int on, Fact.UsageReported report) {

        int window() {
            return report.windowDays();
        }
    }

    void reset(int asOf) {
        recent.clear();
        day = asOf;
        any = false;
        knownSince = Integer.MAX_VALUE;
        lastActivityDay = Days.NONE;
    }

    void given(Fact.UsageReported report, int on) {
        any |= usage(report);
        knownSince = Math.min(knownSince, on - report.windowDays() + 1);
        lastActivityDay = Math.max(lastActivityDay, lastActivity(report, on));
        if (on > day - PAST) {
            recent.add(new Given(on, report));
        }
    }

    boolean any() {
        return any;
    }

    /// The first day that any report counts; after every day when there is none.
    int knownSince() {
        return knownSince;
    }

    /// [Days#NONE] when none is known.
    int lastActivityDay() {
        return lastActivityDay;
    }

    boolean isValid() {
        return recent.stream().anyMatch(given -> given.on > day - VALID && usage(given.report));
    }

    /// As the newest report has it, whatever its window.
    double latest(Measure measure) {
        Given given = newest(measure);
        return given == null ? Double.NaN : measure.of(given.report);
    }

    /// Converted to 28 days.
    double in28Days(Measure measure) {
        Given given = newest(measure);
        return given == null ? Double.NaN : measure.of(given.report) * 28 / given.window();
    }

    /// Per day, in the 84 days before the last 28.
    double perDayBefore(Measure measure) {
        double sum = 0;
        int count = 0;
        for (Given given : recent) {
            double value = measure.of(given.report);
            if (given.on <= day - 28 && given.on >= day - 83 && given.window() <= LONGEST_OF_NOW && !Double.isNaN(value)) {
                sum += value / given.window();
                count++;
            }
        }
        return count > 0 ? sum / count : beyondTheShorterWindow(measure);
    }

    private double beyondTheShorterWindow(Measure measure) {
        Given shorter = newest(measure);
        Given longer = null;
        for (Given given : recent) {
            if (given.on > day - VALID && given.window() >= SHORTEST_OF_BEFORE && !Double.isNaN(measure.of(given.report))
                    && (longer == null || given.on > longer.on || given.on == longer.on && given.window() <= longer.window())) {
                longer = given;
            }
        }
        if (longer == null || shorter.window() > LONGEST_OF_NOW) {
            return Double.NaN;
        }
        return Math.max(0, measure.of(longer.report) - measure.of(shorter.report)) / (longer.window() - shorter.window());
    }

    /// Of windows of about a month the newest report; of one day that whose window is nearest to 28 days, then the last.
    private Given newest(Measure measure) {
        Given best = null;
        for (Given given : recent) {
            if (given.on > day - VALID && !Double.isNaN(measure.of(given.report)) && (best == null || !isBetter(best, given))) {
                best = given;
            }
        }
        return best;
    }

    private static boolean isBetter(Given one, Given other) {
        boolean ofNow = one.window() <= LONGEST_OF_NOW;
        if (ofNow != other.window() <= LONGEST_OF_NOW) {
            return ofNow;
        }
        if (one.on != other.on) {
            return one.on > other.on;
        }
        return Math.abs(one.window() - 28) < Math.abs(other.window() - 28);
    }

    /// Of counts without a day it is where, spread evenly, the last one would be.
    private static int lastActivity(Fact.UsageReported report, int on) {
        if (report.lastActiveDay().isPresent()) {
            return Math.min(on, report.lastActiveDay().getAsInt());
        }
        for (Measure measure : List.of(Measure.ACTIVE_DAYS, Measure.SIGN_INS, Measure.SESSIONS)) {
            double count = measure.of(report);
            if (!Double.isNaN(count)) {
                return count == 0 ? Days.NONE : on - (int) Math.round(report.windowDays() / (count + 1));
            }
        }
        boolean active = Measure.MINUTES.of(report) > 0 || Measure.FEATURES.of(report) > 0
                || Measure.ACTIVITY.of(report) > 0 || Measure.USERS.of(report) > 0;
        return active ? on : Days.NONE;
    }

    private static boolean usage(Fact.UsageReported report) {
        return report.lastActiveDay().isPresent() || report.activeDays().isPresent() || report.sessions().isPresent()
                || report.minutes().isPresent() || report.featuresUsed().isPresent() || report.activity().isPresent()
                || report.users().isPresent() || report.signIns().isPresent();
    }
}
