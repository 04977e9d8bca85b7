package dev.bellwether.cli.terminal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as people read them.
public final class Times {

    private Times() {}

    /// To the second, UTC.
    public static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
