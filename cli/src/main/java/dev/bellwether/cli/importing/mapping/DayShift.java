package dev.bellwether.cli.importing.mapping;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/// Moves an export's times by whole days, so that an old one looks as though it ended now.
public record DayShift(long days) implements UnaryOperator<Instant> {

    public static final DayShift NONE = new DayShift(0);

    @Override
    public Instant apply(Instant time) {
        return time.plus(days, ChronoUnit.DAYS);
    }
}
