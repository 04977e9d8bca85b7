package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Sql;
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

    private static final String WAITING = """
            SELECT published.topic, (SELECT count(*) FROM event WHERE (event.xid, event.position) > (published.xid, published.position))
            FROM published""";

    private Publications() {}

    /// Events committed and not yet past the checkpoint, by the topic that they go to.
    public static Map<String, Long> waiting(Sql sql) {
        Map<String, Long> waiting = new HashMap<>();
        sql.execute(WAITING).forEach(row -> waiting.put(row.getString(0), row.getLong(1)));
        return waiting;
    }

    /// The oldest transaction that is open in this database and has written: nothing younger is published before it ends.
    public static Optional<String> oldestOpen(Sql sql) {
        return Optional.ofNullable(sql.execute(OLDEST_OPEN_NOW).iterator().next().getString(0));
    }

    // From the end, so that no more is looked at than what is published again.
    private static final String SET_BACK = """
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

    /// Whether every event of the stream is in the log for certain: the publisher has noted it, and will not send it again.
    public static boolean cover(Sql sql, String topic, StreamId stream) {
        return !sql.execute(
                        """
                        SELECT EXISTS (
                            SELECT FROM event
                            WHERE stream_id = $2 AND (event.xid, event.position) > (
                                SELECT coalesce(max(p.xid), '0'::xid8), coalesce(max(p.position), 0) FROM published p WHERE p.topic = $1))""",
                        Tuple.of(topic, stream.toString()))
                .iterator()
                .next()
                .getBoolean(0);
    }
}
