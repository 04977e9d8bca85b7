package dev.bellwether.ingestion.closing;

import dev.bellwether.chassis.time.Dates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Which days are over. Days are UTC.
record ClosingCalendar(Duration grace) {

    /// The last day whose end and grace have passed.
    LocalDate lastOver(Instant now) {
        return Dates.dayOf(now.minus(grace)).minusDays(1);
    }

    /// The days to be closed now, in order.
    List<LocalDate> due(LocalDate closedThrough, Instant now) {
        LocalDate last = lastOver(now);
        return last.isAfter(closedThrough) ? closedThrough.plusDays(1).datesUntil(last.plusDays(1)).toList() : List.of();
    }

    /// When the day after the last closed one can be closed.
    Instant nextDue(LocalDate closedThrough) {
        return Dates.startOf(closedThrough.plusDays(2)).plus(grace);
    }
}
