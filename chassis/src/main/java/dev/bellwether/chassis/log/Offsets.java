package dev.bellwether.chassis.log;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.OptionalLong;

/// The table `log_offset`.
final class Offsets {

    private Offsets() {}

    static OptionalLong next(Sql sql, String topic, int partition) {
        RowSet<Row> rows = sql.execute("SELECT next FROM log_offset WHERE topic = $1 AND partition = $2", Tuple.of(topic, partition));
        return rows.size() == 0 ? OptionalLong.empty() : OptionalLong.of(rows.iterator().next().getLong(0));
    }

    /// Begins at an offset, unless there is one already.
    static void begin(Sql sql, String topic, int partition, long offset) {
        sql.update("INSERT INTO log_offset (topic, partition, next) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", Tuple.of(topic, partition, offset));
    }

    /// @return no row when somebody else has moved it
    static Sql.Sent move(Sql sql, String topic, int partition, long expected, long next) {
        return sql.send(
                "UPDATE log_offset SET next = $4 WHERE topic = $1 AND partition = $2 AND next = $3",
                Tuple.of(topic, partition, expected, next));
    }
}
