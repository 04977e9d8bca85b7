package dev.bellwether.chassis.store;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.tracing.Spans;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.chassis.work.PeriodicWork;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends what is committed to the event table to the log: at least once, and per stream in order of version.
///
/// Readers of a table see rows in commit order, not in order of their numbers; so only events of transactions older than
/// every one still open in this database are published. `pg_snapshot_xmin` would do, but it counts those of every other
/// database of the cluster too, and with several services on one cluster there is always one open.
///
/// One publisher works at a time, across replicas: it holds an advisory lock on its connection. A killed one has published
/// some events after its checkpoint; its successor publishes them again, and readers skip the versions that they have.
public final class EventPublisher implements AutoCloseable {

    // `event.xid` is qualified on purpose: the output column is text, and sorting by that would sort wrongly and scan
    // the table.
    static final String POLL = """
            WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot),
            horizon AS MATERIALIZED (
                SELECT coalesce((%s), pg_snapshot_xmax(now.snapshot)) AS xid
                FROM now)
            SELECT event.xid::text AS xid_text, event.position, event.stream_id, event.version, event.type, event.payload,
                event.received_at, event.trace
            FROM event
            WHERE (event.xid, event.position) > ($1::text::xid8, $2)
              AND event.xid < (SELECT horizon.xid FROM horizon)
            ORDER BY event.xid, event.position
            LIMIT $3""".formatted(Publications.OLDEST_OPEN);

    private static final String ADVANCE = """
            UPDATE published SET xid = $2::text::xid8, position = $3
            WHERE topic = $1 AND xid = $4::text::xid8 AND position = $5""";

    private static final int BATCH = 2_000;
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration HELD_BACK = Duration.ofMillis(4);
    private static final Duration STANDBY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final int batch;
    private final Database database;
    private final EventSink sink;
    private final PeriodicWork work;

    private EventPublisher(String topic, int batch, Database database, EventSink sink) {
        this.topic = topic;
        this.batch = batch;
        this.database = database;
        this.sink = sink;
        this.work = PeriodicWork.every(STANDBY, "publisher " + topic, "Publishing to " + topic, this::publishIfAlone);
    }

    /// Publishes to a topic of the log, keyed by account.
    public static EventPublisher start(String topic, Database database, LogProducer producer) {
        return start(topic, BATCH, database, new LogSink(producer, topic));
    }

    /// @param topic names the checkpoint
    /// @param batch most events sent between two checkpoints
    public static EventPublisher start(String topic, int batch, Database database, EventSink sink) {
        EventPublisher publisher = new EventPublisher(topic, batch, database, sink);
        publisher.work.start();
        return publisher;
    }

    /// Something has been committed: look at once.
    public void wake() {
        work.wake();
    }

    /// Events committed and not yet past the checkpoint, at most [Publications#MOST_COUNTED].
    public long unpublished() {
        return database.withConnection(Publications::unpublished);
    }

    @Override
    public void close() {
        work.stop(PATIENCE);
    }

    /// Lasts for as long as it goes well; ends at once where another replica publishes.
    private void publishIfAlone() {
        database.withConnection(sql -> {
            if (isLocked(sql)) {
                try {
                    publish(sql);
                } finally {
                    unlock(sql);
                }
            }
            return null;
        });
    }

    private boolean isLocked(Sql sql) {
        return sql.execute("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", Tuple.of("publisher " + topic))
                .iterator()
                .next()
                .getBoolean(0);
    }

    private void unlock(Sql sql) {
        sql.execute("SELECT pg_advisory_unlock(hashtextextended($1, 0))", Tuple.of("publisher " + topic));
    }

    private record Checkpoint(String xid, long position) {}

    private void publish(Sql sql) {
        if (TransactionNumbers.areForeign(sql)) {
            TransactionNumbers.renumber(database, topic);
        }
        Checkpoint checkpoint = checkpoint(sql);
        while (!work.isStopping()) {
            List<StoredEvent> events = new ArrayList<>();
            Checkpoint end = checkpoint;
            for (Row row : sql.execute(POLL, Tuple.of(checkpoint.xid(), checkpoint.position(), batch))) {
                events.add(event(row));
                end = new Checkpoint(row.getString(0), row.getLong(1));
            }
            if (!events.isEmpty()) {
                send(events);
                advance(sql, checkpoint, end);
                checkpoint = end;
            }
            work.succeeded();
            if (events.size() < batch) {
                // What is committed and not published waits for an older transaction: look again soon.
                work.pause(Publications.isAnyUnpublished(sql, topic) ? HELD_BACK : IDLE);
            }
        }
    }

    private void send(List<StoredEvent> events) {
        try (var spans = new PublicationSpans(Spans.tracer(), topic)) {
            events.forEach(event -> sink.send(spans.begin(event)));
            sink.flush();
            spans.acknowledged();
        }
    }

    private Checkpoint checkpoint(Sql sql) {
        sql.execute("INSERT INTO published (topic, xid, position) VALUES ($1, '0'::xid8, 0) ON CONFLICT DO NOTHING", Tuple.of(topic));
        Row row = sql.execute("SELECT xid::text, position FROM published WHERE topic = $1", Tuple.of(topic)).iterator().next();
        return new Checkpoint(row.getString(0), row.getLong(1));
    }

    private void advance(Sql sql, Checkpoint from, Checkpoint to) {
        if (sql.update(ADVANCE, Tuple.of(topic, to.xid(), to.position(), from.xid(), from.position())) == 0) {
            throw new IllegalStateException("another publisher has moved the checkpoint");
        }
    }

    private static StoredEvent event(Row row) {
        String stream = row.getString(2);
        int colon = stream.indexOf(':');
        StreamId id = new StreamId(stream.substring(0, colon), AccountKey.parse(stream.substring(colon + 1)));
        return new StoredEvent(id, row.getLong(3), row.getString(4), row.getBuffer(5).getBytes(),
                Optional.ofNullable(row.getOffsetDateTime(6)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString(7)).flatMap(TraceParent::of));
    }
}
