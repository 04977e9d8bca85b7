package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;

/// How far what is stored has been published.
public final class Publications {

    private Publications() {}

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
