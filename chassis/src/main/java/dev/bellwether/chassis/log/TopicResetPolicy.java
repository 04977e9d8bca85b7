package dev.bellwether.chassis.log;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/// What a service does when a topic that it reads or writes is a new one, and it has been decided to go on with that.
public interface TopicResetPolicy {

    /// Where offsets of the topic stand for something elsewhere too: by partition, the first offset that may come next. Everything below
    /// is filled with empty records, and deleted, before [#note].
    default Map<Integer, Long> firstOffsets(Sql sql) {
        return Map.of();
    }

    /// Notes it, in the transaction that makes the new topic the one that the database knows.
    void note(Sql transaction);

    /// Where the readers of a topic stand.
    static Map<Integer, Long> readUpTo(Sql sql, String topic) {
        Map<Integer, Long> next = new HashMap<>();
        for (Row row : sql.execute("SELECT partition, next FROM log_offset WHERE topic = $1", Tuple.of(topic))) {
            next.put(row.getInteger(0), row.getLong(1));
        }
        return next;
    }

    /// Where they stand from now on.
    static void readFrom(Sql transaction, String topic, Map<Integer, Long> first) {
        first.forEach((partition, offset) -> transaction.update(
                "UPDATE log_offset SET next = $3 WHERE topic = $1 AND partition = $2", Tuple.of(topic, partition, offset)));
    }

    /// For a topic whose offsets mean nothing beyond it: it is read from its beginning, and readers know what they have by what it says.
    /// What suspended accounts miss begins there, too.
    static TopicResetPolicy atTheBeginning(String topic) {
        return transaction -> {
            transaction.update("UPDATE suspended_account SET log_offset = 0 WHERE topic = $1", Tuple.of(topic));
            transaction.update("DELETE FROM log_offset WHERE topic = $1", Tuple.of(topic));
        };
    }
}
