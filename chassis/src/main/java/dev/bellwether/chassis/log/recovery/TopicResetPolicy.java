package dev.bellwether.chassis.log.recovery;

import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.util.Map;

/// What a service does when a topic that it reads or writes is a new one, and an operator has confirmed that the service resumes on it.
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
        return OffsetCheckpoint.loadAll(sql, topic);
    }

    /// Where they stand from now on.
    static void readFrom(Sql transaction, String topic, Map<Integer, Long> first) {
        OffsetCheckpoint.reset(transaction, topic, first);
    }

    /// For a topic whose offsets mean nothing beyond it: it is read from its beginning, and readers know what they have by what it says.
    /// What suspended accounts miss begins there, too.
    static TopicResetPolicy atTheBeginning(String topic) {
        return transaction -> {
            transaction.update("UPDATE suspended_account SET log_offset = 0 WHERE topic = $1", Tuple.of(topic));
            OffsetCheckpoint.forget(transaction, topic);
        };
    }
}
