package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.operations.HeldBack;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/// How many messages wait until their user's company is known, and will be published in a bounded time. Messages of anonymous persons may
/// wait for weeks, and are not counted.
@Singleton
public class UsersWithoutCompany {

    /// Up to how many messages are counted of those that wait, and of those that are about to be published.
    static final int MOST_COUNTED = 10_000;

    // In the order of the indexes, so that the strangers among whom they are stored are not read.
    private static final String WAITING =
            """
            SELECT
              (SELECT count(*) FROM (
                SELECT FROM waiting_message WHERE found_by IS NULL AND settles_at IS NOT NULL ORDER BY settles_at LIMIT $1) AS waiting)
              + (SELECT count(*) FROM (SELECT FROM waiting_message WHERE found_by IS NOT NULL ORDER BY found_by LIMIT $1) AS found),
              (SELECT settles_at FROM waiting_message WHERE found_by IS NULL AND settles_at IS NOT NULL ORDER BY settles_at DESC LIMIT 1)""";

    private final Database database;
    private final InstantSource clock;
    private volatile double waiting = Double.NaN;

    UsersWithoutCompany(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public HeldBack heldBack(Sql sql) {
        Row row = sql.execute(WAITING, Tuple.of(MOST_COUNTED)).iterator().next();
        return new HeldBack(row.getLong(0), Optional.ofNullable(row.getOffsetDateTime(1))
                .map(OffsetDateTime::toInstant).map(last -> Duration.between(clock.instant(), last)));
    }

    void measure() {
        Gauge.builder("bellwether_waiting", () -> waiting)
                .description("Messages that wait until it is known which company their user is of")
                .baseUnit("messages")
                .register(Metrics.globalRegistry);
    }

    /// Unknown (NaN) while the database does not answer.
    void sample() {
        try {
            waiting = database.withConnection(this::heldBack).messages();
        } catch (RuntimeException | Error failure) {
            waiting = Double.NaN;
            throw failure;
        }
    }
}
