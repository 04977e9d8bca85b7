package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class BackfillTable {

    private static final String COLUMNS = "tenant, backfill, state, begun_at, abandoned, finished_at, close_through";

    private BackfillTable() {}

    static Optional<BackfillRun> find(Sql sql, String tenant, String id) {
        return first(sql.execute("SELECT " + COLUMNS + " FROM backfill WHERE tenant = $1 AND backfill = $2", Tuple.of(tenant, id)));
    }

    static Optional<BackfillRun> unfinished(Sql sql, String tenant) {
        return first(sql.execute("SELECT " + COLUMNS + " FROM backfill WHERE tenant = $1 AND state <> 'FINISHED'", Tuple.of(tenant)));
    }

    /// @return whether it was not there, and no other one was unfinished
    static boolean insert(Sql sql, String tenant, String id, Instant begunAt) {
        return sql.update(
                "INSERT INTO backfill (tenant, backfill, state, begun_at) VALUES ($1, $2, 'OPEN', $3) ON CONFLICT DO NOTHING",
                Tuple.of(tenant, id, begunAt.atOffset(ZoneOffset.UTC))) == 1;
    }

    /// Only the first one to finish it says when.
    static void finishing(Sql sql, String tenant, String id, boolean abandoned, Instant at) {
        sql.update(
                "UPDATE backfill SET state = 'FINISHING', finished_at = $3, abandoned = $4 WHERE tenant = $1 AND backfill = $2 AND state = 'OPEN'",
                Tuple.of(tenant, id, at.atOffset(ZoneOffset.UTC), abandoned));
    }

    /// Only the first one says through which day.
    static void closing(Sql sql, String tenant, String id, LocalDate closeThrough) {
        sql.update(
                "UPDATE backfill SET close_through = coalesce(close_through, $3) WHERE tenant = $1 AND backfill = $2",
                Tuple.of(tenant, id, closeThrough));
    }

    static void finished(Sql sql, String tenant, String id) {
        sql.update("UPDATE backfill SET state = 'FINISHED' WHERE tenant = $1 AND backfill = $2 AND state = 'FINISHING'",
                Tuple.of(tenant, id));
    }

    static List<BackfillRun> finishing(Sql sql) {
        List<BackfillRun> runs = new ArrayList<>();
        sql.execute("SELECT " + COLUMNS + " FROM backfill WHERE state = 'FINISHING'").forEach(row -> runs.add(run(row)));
        return runs;
    }

    /// Begun last first.
    static List<BackfillRun> page(Sql sql, String tenant, Backfills.Position after, int size) {
        List<BackfillRun> runs = new ArrayList<>();
        sql.execute("SELECT " + COLUMNS + " FROM backfill WHERE tenant = $1 AND (begun_at, backfill) < ($2, $3)"
                + " ORDER BY begun_at DESC, backfill DESC LIMIT $4",
                Tuple.of(tenant, after.begunAt().atOffset(ZoneOffset.UTC), after.id(), size))
                .forEach(row -> runs.add(run(row)));
        return runs;
    }

    private static Optional<BackfillRun> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(run(rows.iterator().next()));
    }

    private static BackfillRun run(Row row) {
        return new BackfillRun(
                row.getString("tenant"),
                row.getString("backfill"),
                BackfillRun.State.valueOf(row.getString("state")),
                row.getOffsetDateTime("begun_at").toInstant(),
                row.getBoolean("abandoned"),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getLocalDate("close_through")));
    }
}
