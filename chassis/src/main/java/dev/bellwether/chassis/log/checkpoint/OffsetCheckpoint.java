package dev.bellwether.chassis.log.checkpoint;

import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/// Where a service stands in one partition of a topic: the offset of the next record to apply, in its row of the table `log_offset`,
/// which nothing else touches. It moves by [#compareAndSet] in the transaction that applies the records. So each record takes effect
/// once: a crash before the commit leaves the offset, and a zombie finds that the offset has moved, and is fenced.
public record OffsetCheckpoint(String topic, int partition) {

    private static final Comparator<TopicPartition> BY_TOPIC =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /// Empty when the partition has never been read.
    public OptionalLong load(Sql sql) {
        return next(sql, "SELECT next FROM log_offset WHERE topic = $1 AND partition = $2");
    }

    /// As [#load]; no batch of the partition is committed before the transaction ends.
    public OptionalLong lock(Sql transaction) {
        return next(transaction, "SELECT next FROM log_offset WHERE topic = $1 AND partition = $2 FOR UPDATE");
    }

    private OptionalLong next(Sql sql, String query) {
        for (Row row : sql.execute(query, Tuple.of(topic, partition))) {
            return OptionalLong.of(row.getLong(0));
        }
        return OptionalLong.empty();
    }

    /// Begins at an offset, unless there is one already.
    public void begin(Sql sql, long offset) {
        sql.update(
                "INSERT INTO log_offset (topic, partition, next) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                Tuple.of(topic, partition, offset));
    }

    /// Moves the offset, in the transaction that has applied what is before `next`.
    ///
    /// @throws FencedException when it is not at `expected`: another owner has taken the partition over
    public void compareAndSet(Sql transaction, long expected, long next) {
        compareAndSet(transaction, expected, next, () -> null);
    }

    /// As [#compareAndSet(Sql, long, long)], with a query on the same connection that is sent before the answer is there. It sees the
    /// offset's row locked.
    ///
    /// @return what the query has found
    public <T> T compareAndSet(Sql transaction, long expected, long next, Supplier<T> query) {
        Sql.Sent moved = transaction.send(
                "UPDATE log_offset SET next = $4 WHERE topic = $1 AND partition = $2 AND next = $3",
                Tuple.of(topic, partition, expected, next));
        T found = query.get();
        if (moved.rows() == 0) {
            throw new FencedException(topic, partition, expected);
        }
        return found;
    }

    /// Where the service stands in every partition of every topic that it has read.
    public static SortedMap<TopicPartition, Long> loadAll(Sql sql) {
        SortedMap<TopicPartition, Long> next = new TreeMap<>(BY_TOPIC);
        sql.execute("SELECT topic, partition, next FROM log_offset")
                .forEach(row -> next.put(new TopicPartition(row.getString(0), row.getInteger(1)), row.getLong(2)));
        return next;
    }

    /// Where it stands in the partitions of a topic that it has read.
    public static SortedMap<Integer, Long> loadAll(Sql sql, String topic) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        sql.execute("SELECT partition, next FROM log_offset WHERE topic = $1", Tuple.of(topic))
                .forEach(row -> next.put(row.getInteger(0), row.getLong(1)));
        return next;
    }

    /// Sets offsets in a topic that has replaced the one they were of. Fences every owner.
    public static void reset(Sql transaction, String topic, Map<Integer, Long> next) {
        next.forEach((partition, offset) -> transaction.update(
                "UPDATE log_offset SET next = $3 WHERE topic = $1 AND partition = $2", Tuple.of(topic, partition, offset)));
    }

    /// Forgets the topic: it is read from its beginning. Fences every owner.
    public static void forget(Sql transaction, String topic) {
        transaction.update("DELETE FROM log_offset WHERE topic = $1", Tuple.of(topic));
    }
}
