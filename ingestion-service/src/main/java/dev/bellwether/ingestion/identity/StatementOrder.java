package dev.bellwether.ingestion.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CapturedMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// When something was said of a person, and by which message. Of two sayings the later one holds; of two of one instant, that of the
/// message whose id comes later, by its bytes. So the order in which they arrive does not matter.
///
/// @param at to the microsecond, as PostgreSQL keeps it
record StatementOrder(Instant at, String message) implements Comparable<StatementOrder> {

    /// PostgreSQL takes every character but one.
    static StatementOrder by(CapturedMessage message) {
        return new StatementOrder(
                Dates.instant(message.getEvent().getOccurredAt()).truncatedTo(ChronoUnit.MICROS),
                message.getEvent().getEventId().replace('\0', '\uFFFD'));
    }

    /// As PostgreSQL compares them, too, by the collation "C".
    @Override
    public int compareTo(StatementOrder other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Arrays.compareUnsigned(message.getBytes(UTF_8), other.message.getBytes(UTF_8));
    }
}
