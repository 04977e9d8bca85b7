package dev.bellwether.cli.sources;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

final class Times {

    private Times() {}

    /// To the second, UTC.
    static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
