package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far what is stored has been published.
public final class Publications {

    /// What publishing waits for, as a scalar query over `now.snapshot`: of the transactions that the snapshot finds open, those
    /// are passed over that the activity shows at work in another database. One that it does not show (just ended, prepared, or
    /// hidden from this role) counts as ours.
    static final String OLDEST_OPEN = """
            SELECT min(running) FROM pg_snapshot_xip(now.snapshot) AS running
            WHERE NOT EXISTS (
                SELECT FROM pg_stat_activity AS other
                WHERE other.backend_xid = running::xid
                  AND other.datid <> (SELECT own.datid FROM pg_stat_activity AS own WHERE own.pid = pg_backend_pid()))""";

    private static final String OLDEST_OPEN_NOW =
            "SELECT (" + OLDEST_OPEN + ")::text FROM (SELECT pg_current_snapshot() AS snapshot) AS now";

    /// Up to how many events are counted that are not published yet.
    public static final int MOST_COUNTED = 100_000;

    // The one query for what is committed and not published. The planner does not know the checkpoint, and takes a third of the table to be behind it: without order and limit it would read
    // the table from its beginning.
    private static final String BEHIND = """
            SELECT checkpoint.topic, (
                SELECT count(*) FROM (
                    SELECT FROM event WHERE (event.xid, event.position) > (checkpoint.xid, checkpoint.position)
                    ORDER BY event.xid, event.position LIMIT $1) AS behind)
            FROM (SELECT topic, xid, position FROM published
                  UNION ALL SELECT NULL, '0'::xid8, 0 WHERE NOT EXISTS (SELECT FROM published)) AS checkpoint""";

    private Publications() {}

    /// Events committed and not yet past the checkpoint, by the topic that they go to; at most [#MOST_COUNTED] of a topic. Empty where
    /// nothing publishes.
    public static Map<String, Long> waiting(Sql sql) {
        Map<String, Long> waiting = new HashMap<>();
        behind(sql, MOST_COUNTED).forEach(row -> {
            if (row.getString(0) != null) {
                waiting.put(row.getString(0), row.getLong(1));
            }
        });
        return waiting;
    }

    /// Events committed and not yet past the checkpoint of any topic, also before anything has been published; at most [#MOST_COUNTED] of
    /// a topic.
    public static long unpublished(Sql sql) {
        long unpublished = 0;
        for (Row row : behind(sql, MOST_COUNTED)) {
            unpublished += row.getLong(1);
        }
        return unpublished;
    }

    /// Whether an event is committed and not yet past the topic's checkpoint.
    static boolean isAnyUnpublished(Sql sql, String topic) {
        for (Row row : behind(sql, 1)) {
            if (topic.equals(row.getString(0))) {
                return row.getLong(1) > 0;
            }
        }
        return false;
    }

    private static RowSet<Row> behind(Sql sql, int most) {
        return sql.execute(BEHIND, Tuple.of(most));
    }

    /// The oldest transaction that is open in this database and has written: nothing younger is published before it ends.
    public static Optional<String> oldestOpen(Sql sql) {
        return Optional.ofNullable(sql.execute(OLDEST_OPEN_NOW).iterator().next().getString(0));
    }

    // From the end, so that no more is looked at than what is published again.
    private static final String SET_BACK =
            """
            UPDATE published SET xid = coalesce(before.xid, '0'::xid8), position = coalesce(before.position, 0)
            FROM (SELECT) AS one LEFT JOIN (
                SELECT event.xid, event.position FROM event
                WHERE event.recorded_at < (SELECT recorded_at FROM event ORDER BY event.xid DESC, event.position DESC LIMIT 1) - make_interval(secs => $2)
                ORDER BY event.xid DESC, event.position DESC LIMIT 1) AS before ON true
            WHERE published.topic = $1 AND (published.xid, published.position) > (coalesce(before.xid, '0'::xid8), coalesce(before.position, 0))""";

    /// What has been published is published again, as far back as the topic reaches: its readers may not have had it, and skip what
    /// they have.
    public static void setBack(Sql transaction, String topic, Duration reach) {
        transaction.update(SET_BACK, Tuple.of(topic, (double) reach.toSeconds()));
    }

    // A stream's versions are appended one after the other, so that its last event is the last one to be published.
    private static final String IS_LAST_BEHIND = """
            SELECT EXISTS (
                SELECT FROM (SELECT xid, position FROM event WHERE stream_id = $2 ORDER BY version DESC LIMIT 1) AS last
                WHERE (last.xid, last.position) > (
                    SELECT coalesce(max(p.xid), '0'::xid8), coalesce(max(p.position), 0) FROM published p WHERE p.topic = $1))""";

    /// Whether every event of the stream is in the log for certain: the publisher has noted it, and will not send it again.
    public static boolean cover(Sql sql, String topic, StreamId stream) {
        return !sql.execute(IS_LAST_BEHIND, Tuple.of(topic, stream.toString())).iterator().next().getBoolean(0);
    }
}
