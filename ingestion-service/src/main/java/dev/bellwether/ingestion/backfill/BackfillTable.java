package dev.bellwether.ingestion.backfill;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

final class BackfillTable {

    private static final String COLUMNS = "tenant, backfill, state, begun_at, finished_at, close_through";

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

    /// Only the first one to finish it says when and through which day.
    static void finishing(Sql sql, String tenant, String id, Instant at, LocalDate closeThrough) {
        sql.update(
                """
                UPDATE backfill SET state = 'FINISHING', finished_at = $3, close_through = $4
                WHERE tenant = $1 AND backfill = $2 AND state = 'OPEN'""",
                Tuple.of(tenant, id, at.atOffset(ZoneOffset.UTC), closeThrough));
    }

    static void finished(Sql sql, String tenant, String id) {
        sql.update("UPDATE backfill SET state = 'FINISHED' WHERE tenant = $1 AND backfill = $2 AND state = 'FINISHING'", Tuple.of(tenant, id));
    }

    private static Optional<BackfillRun> first(RowSet<Row> rows) {
        for (Row row : rows) {
            OffsetDateTime finishedAt = row.getOffsetDateTime("finished_at");
            return Optional.of(new BackfillRun(
                    row.getString("tenant"),
                    row.getString("backfill"),
                    BackfillRun.State.valueOf(row.getString("state")),
                    row.getOffsetDateTime("begun_at").toInstant(),
                    Optional.ofNullable(finishedAt).map(at -> new BackfillRun.Finish(at.toInstant(), row.getLocalDate("close_through")))));
        }
        return Optional.empty();
    }
}
