package dev.bellwether.ingestion.closing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.marker.MarkerOrder;
import dev.bellwether.ingestion.marker.Markers;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/// Brings time into the log: marks the end of each day in every partition, once its grace has passed, in order, also the
/// days on which nothing ran. Writes whatever other markers a crash has left behind, too.
final class Closer {

    private final Database database;
    private final Markers markers;
    private final InstantSource clock;
    private final ClosingCalendar calendar;
    private final Duration longestPause;

    Closer(Database database, Markers markers, InstantSource clock, Duration grace, Duration longestPause) {
        this.database = database;
        this.markers = markers;
        this.clock = clock;
        this.calendar = new ClosingCalendar(grace);
        this.longestPause = longestPause;
    }

    /// Closes what is due.
    ///
    /// @return how long there is nothing to do
    Duration close() {
        LocalDate through = database.inTransaction(this::orderDueDays);
        markers.writeAll();
        Duration untilNext = Duration.between(clock.instant(), calendar.nextDue(through));
        if (untilNext.isNegative() || untilNext.isZero()) {
            return Duration.ofSeconds(1);
        }
        return untilNext.compareTo(longestPause) < 0 ? untilNext : longestPause;
    }

    /// Gives the days that are over their places in the order of markers. The row is locked, so that of several replicas one
    /// does; the others find that there is nothing left to close.
    ///
    /// @return the last day that has its place
    private LocalDate orderDueDays(Sql sql) {
        Instant now = clock.instant();
        // The first day ever closed is the one on which the platform first runs.
        sql.update("INSERT INTO closing (closed_through) VALUES ($1) ON CONFLICT DO NOTHING", Tuple.of(Dates.dayOf(now).minusDays(1)));
        LocalDate through = sql.execute("SELECT closed_through FROM closing FOR UPDATE").iterator().next().getLocalDate(0);
        List<LocalDate> due = calendar.due(through, now);
        if (due.isEmpty()) {
            return through;
        }
        sql.update("UPDATE closing SET closed_through = $1", Tuple.of(due.getLast()));
        due.forEach(day -> MarkerOrder.append(sql, marker(day, now)));
        return due.getLast();
    }

    private static LogEntry marker(LocalDate day, Instant now) {
        return LogEntry.newBuilder()
                .setReceivedAt(Dates.timestamp(now))
                .setDayClosed(DayClosed.newBuilder().setDay(Dates.date(day)))
                .build();
    }
}
