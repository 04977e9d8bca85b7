package dev.bellwether.features.state;

import dev.bellwether.ingestion.v1.UsageReported;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a usage report says.
final class ReportReader {

    private static final int WINDOW_DAYS = 28;

    private ReportReader() {}

    static Fact.UsageReported read(UsageReported reported) {
        int lastActive = reported.hasLastActiveOn() ? Days.of(reported.getLastActiveOn()) : Days.NONE;
        return new Fact.UsageReported(
                reported.hasWindowDays() ? reported.getWindowDays() : WINDOW_DAYS,
                number(reported.hasActiveDays(), reported.getActiveDays()),
                number(reported.hasSessions(), reported.getSessions()),
                real(reported.hasMinutes(), reported.getMinutes()),
                number(reported.hasFeaturesUsed(), reported.getFeaturesUsed()),
                real(reported.hasActivity(), reported.getActivity()),
                number(reported.hasUsers(), reported.getUsers()),
                number(reported.hasSignIns(), reported.getSignIns()),
                lastActive == Days.NONE ? OptionalInt.empty() : OptionalInt.of(lastActive),
                number(reported.hasOpenCases(), reported.getOpenCases()));
    }

    private static OptionalLong number(boolean given, long value) {
        return given ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static OptionalDouble real(boolean given, double value) {
        return given ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
