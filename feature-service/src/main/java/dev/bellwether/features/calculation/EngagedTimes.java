package dev.bellwether.features.calculation;

import dev.bellwether.features.state.EngagedEstimate;
import dev.bellwether.features.state.MonthChunk;

/// How long people stay: from sessions whose length was sent, else as reported, else estimated from when there was activity.
final class EngagedTimes {

    String basis;
    double minutes28;
    double sessionMinutes28;

    private final EngagedEstimate estimate = new EngagedEstimate();

    void at(UsageWindows usage, ReportedUsage reports, boolean reported) {
        basis = "";
        minutes28 = sessionMinutes28 = Double.NaN;
        double reportedMinutes = reports.in28Days(Measure.MINUTES);
        if (usage.timedSessions28 > 0) {
            // Sessions of unknown length count as long as the others.
            basis = "sessions";
            sessionMinutes28 = usage.meanSessionMinutes28();
            minutes28 = sessionMinutes28 * usage.sessions28;
        } else if (!Double.isNaN(reportedMinutes)) {
            basis = "reported";
            minutes28 = reportedMinutes;
            double sessions = reports.in28Days(Measure.SESSIONS);
            double visits = Double.isNaN(sessions) ? reports.in28Days(Measure.SIGN_INS) : sessions;
            sessionMinutes28 = visits > 0 ? reportedMinutes / visits : Double.NaN;
        } else if (!reported) {
            estimated(usage);
        }
    }

    /// Of each month the people kept stand for all: as many minutes a day of a person. Activity without a person counts where no
    /// person is known.
    private void estimated(UsageWindows usage) {
        double minutes = 0;
        double sessions = 0;
        for (int i = 0; i < usage.recentMonths(); i++) {
            MonthChunk month = usage.recentMonth(i);
            int mask = usage.recentMask(i);
            estimate.reset();
            month.slots.addTo(estimate, mask);
            double share = estimate.personDays == 0 ? 0 : (double) month.users.countDays(mask) / estimate.personDays;
            minutes += estimate.minutes * share;
            sessions += estimate.sessions * share;
        }
        if (sessions == 0) {
            estimate.reset();
            for (int i = 0; i < usage.recentMonths(); i++) {
                usage.recentMonth(i).unnamedSlots.addTo(estimate, usage.recentMask(i));
            }
            minutes = estimate.minutes;
            sessions = estimate.sessions;
        }
        if (sessions > 0) {
            basis = "estimated";
            minutes28 = minutes;
            sessionMinutes28 = minutes / sessions;
        }
    }
}
