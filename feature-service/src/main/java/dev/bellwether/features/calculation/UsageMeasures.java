package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Days;
import java.util.List;

/// What the account has done, from its events or from what was reported in their stead. What is not known is NaN.
///
/// Events hold where there are any in the 28 days and they reach back over all of them, or where nothing is reported: a tenant
/// that begins to send events does not look as though all its customers had just begun.
final class UsageMeasures {

    private static final List<Measure> AMOUNTS =
            List.of(Measure.ACTIVITY, Measure.SIGN_INS, Measure.SESSIONS, Measure.MINUTES, Measure.ACTIVE_DAYS);
    private static final List<Measure> VISITS = List.of(Measure.SIGN_INS, Measure.SESSIONS);
    /// As few different names of events tell how they are named, not how much of the product is used.
    private static final int FEWEST_NAMES = 3;

    String basis;
    int lastActivityDay;
    double activeDays7;
    double activeDays28;
    double activeDays84Before;
    double activity28;
    double activityTrend;
    double activeUsers28;
    double sessions28;
    double featuresUsed28;
    double breadth28;
    double signIns28;

    private final EngagedTimes engaged = new EngagedTimes();

    void at(UsageWindows usage, ReportedUsage reports, int day, int firstFactDay) {
        boolean reaching = usage.activity28 > 0 && usage.firstActivityDay <= day - 27;
        boolean reported = reports.any() && !reaching;
        lastActivityDay = Math.max(usage.lastActivityDay, reports.lastActivityDay());
        if (reported) {
            reported(usage, reports);
        } else {
            events(usage, day, firstFactDay);
        }
        engaged.at(usage, reports, reported);
    }

    EngagedTimes engaged() {
        return engaged;
    }

    private void events(UsageWindows usage, int day, int firstFactDay) {
        basis = usage.lastActivityDay == Days.NONE ? "" : "events";
        activeDays7 = usage.activeDays7;
        activeDays28 = usage.activeDays28;
        activeDays84Before = usage.activeDays84Before;
        activity28 = usage.activity28;
        int daysBefore = day - 28 - Math.max(day - 111, firstFactDay) + 1;
        activityTrend = daysBefore > 0 && usage.activity84Before > 0
                ? usage.activity28 / 28d / ((double) usage.activity84Before / daysBefore)
                : Double.NaN;
        activeUsers28 = usage.activeUsers28;
        sessions28 = usage.sessions28;
        featuresUsed28 = usage.featuresUsed28;
        boolean byName = usage.featuresUsed28 == 0 && usage.namesUsed28 >= FEWEST_NAMES;
        boolean byFeature = usage.featuresUsed28 > 0 || usage.namesUsed28 == 0;
        breadth28 = byName ? usage.namesUsed28 : byFeature ? usage.featuresUsed28 : Double.NaN;
        signIns28 = usage.signIns28;
    }

    private void reported(UsageWindows usage, ReportedUsage reports) {
        basis = "reported";
        activeDays7 = Double.NaN;
        activeDays28 = Math.min(28, activeDays(reports.in28Days(Measure.ACTIVE_DAYS), reports, 28));
        activeDays84Before = Math.min(84, activeDays(84 * reports.perDayBefore(Measure.ACTIVE_DAYS), reports, 84));
        activity28 = Double.NaN;
        activityTrend = Double.NaN;
        for (Measure amount : AMOUNTS) {
            double now = reports.in28Days(amount);
            double before = reports.perDayBefore(amount);
            activity28 = Double.isNaN(activity28) ? now : activity28;
            if (Double.isNaN(activityTrend) && before > 0) {
                activityTrend = now / 28 / before;
            }
        }
        activeUsers28 = reports.latest(Measure.USERS);
        sessions28 = usage.sessions28 > 0 ? usage.sessions28 : reports.in28Days(Measure.SESSIONS);
        featuresUsed28 = reports.latest(Measure.FEATURES);
        breadth28 = featuresUsed28;
        signIns28 = reports.in28Days(Measure.SIGN_INS);
    }

    /// Where the days are not given: how many different days this many visits at random fall on,
    /// days × (1 - (1 - 1/days)^visits), the mean of the classical occupancy problem.
    private static double activeDays(double given, ReportedUsage reports, int days) {
        double active = given;
        for (Measure visits : VISITS) {
            double count = days == 28 ? reports.in28Days(visits) : days * reports.perDayBefore(visits);
            active = Double.isNaN(active) ? days * (1 - StrictMath.pow(1 - 1d / days, count)) : active;
        }
        return active;
    }
}
