package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Fact;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a usage report may count.
enum Measure {
    ACTIVE_DAYS,
    SESSIONS,
    MINUTES,
    FEATURES,
    ACTIVITY,
    USERS,
    SIGN_INS,
    OPEN_CASES;

    /// NaN when the report does not give it.
    double of(Fact.UsageReported report) {
        return switch (this) {
            case ACTIVE_DAYS -> orNaN(report.activeDays());
            case SESSIONS -> orNaN(report.sessions());
            case MINUTES -> orNaN(report.minutes());
            case FEATURES -> orNaN(report.featuresUsed());
            case ACTIVITY -> orNaN(report.activity());
            case USERS -> orNaN(report.users());
            case SIGN_INS -> orNaN(report.signIns());
            case OPEN_CASES -> orNaN(report.openCases());
        };
    }

    private static double orNaN(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : Double.NaN;
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
