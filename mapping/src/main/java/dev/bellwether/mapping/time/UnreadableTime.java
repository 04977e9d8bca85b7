package dev.bellwether.mapping.time;

import java.time.DateTimeException;

/// A text that is no time, or not certainly one; says why, and what would be right.
public final class UnreadableTime extends IllegalArgumentException {

    UnreadableTime(String message) {
        super(message);
    }

    UnreadableTime(String message, DateTimeException cause) {
        super(message, cause);
    }
}
