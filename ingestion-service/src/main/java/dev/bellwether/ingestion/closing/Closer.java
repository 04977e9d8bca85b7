package dev.bellwether.ingestion.closing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.journal.MarkerWriter;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jboss.logging.Logger;

/// Brings time into the log: marks the end of each day in every partition, once its grace has passed, in order, also the
/// days on which nothing ran. One replica at a time.
final class Closer {

    private static final Logger LOG = Logger.getLogger(Closer.class);
    // Any number that no other lock of this database has.
    private static final long LOCK = 0x636c6f736572L;
    // Looked at so often at least, since the clock may be set.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Database database;
    private final MarkerWriter markers;
    private final InstantSource clock;
    private final ClosingCalendar calendar;

    Closer(Database database, MarkerWriter markers, InstantSource clock, Duration grace) {
        this.database = database;
        this.markers = markers;
        this.clock = clock;
        this.calendar = new ClosingCalendar(grace);
    }

    /// Closes what is due.
    ///
    /// @return how long there is nothing to do
    Duration close() {
        LocalDate through = closeDueDays();
        Duration untilNext = Duration.between(clock.instant(), calendar.nextDue(through));
        if (untilNext.isNegative() || untilNext.isZero()) {
            return Duration.ofSeconds(1);
        }
        return untilNext.compareTo(LONGEST_PAUSE) < 0 ? untilNext : LONGEST_PAUSE;
    }

    private LocalDate closeDueDays() {
        LocalDate through = database.withConnection(this::closedThrough);
        for (LocalDate day : calendar.due(through, clock.instant())) {
            if (!closeNext(through, day)) {
                return database.withConnection(this::closedThrough);
            }
            through = day;
        }
        return through;
    }

    /// One transaction a day: killed after some of the markers it writes them again, and the recorder keeps one of each.
    ///
    /// @return false when another replica is closing, or has closed the day
    private boolean closeNext(LocalDate through, LocalDate day) {
        return database.inTransaction(sql -> {
            if (!sql.execute("SELECT pg_try_advisory_xact_lock(" + LOCK + ")").iterator().next().getBoolean(0)
                    || !closedThrough(sql).equals(through)) {
                return false;
            }
            markers.write(marker(day, clock.instant()));
            sql.update("UPDATE closing SET closed_through = $1", Tuple.of(day));
            LOG.infof("%s is closed", day);
            return true;
        });
    }

    /// The first day ever closed is the one on which the platform first runs.
    private LocalDate closedThrough(Sql sql) {
        LocalDate yesterday = Dates.dayOf(clock.instant()).minusDays(1);
        sql.update("INSERT INTO closing (closed_through) VALUES ($1) ON CONFLICT DO NOTHING", Tuple.of(yesterday));
        return sql.execute("SELECT closed_through FROM closing").iterator().next().getLocalDate(0);
    }

    private static LogEntry marker(LocalDate day, Instant now) {
        return LogEntry.newBuilder()
                .setReceivedAt(Dates.timestamp(now))
                .setDayClosed(DayClosed.newBuilder().setDay(Dates.date(day)))
                .build();
    }
}
