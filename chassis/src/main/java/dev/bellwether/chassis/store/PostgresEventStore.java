package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.tracing.TraceParent;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// [EventStore] on the tables `stream` and `event` (`db/chassis/V0_2__event_store.sql`). A batch over thousands of streams
/// costs three statements.
public final class PostgresEventStore implements EventStore {

    private static final String LOAD = """
            SELECT stream_id, version, CASE WHEN snapshot_schema = $2 THEN snapshot END, pg_current_xact_id_if_assigned() IS NOT NULL
            FROM stream WHERE stream_id = ANY ($1)""";

    private static final String READ = "SELECT version, type, payload FROM event "
            + "WHERE stream_id = $1 AND version > $2 ORDER BY version LIMIT $3";

    private static final String READ_ALL = "SELECT stream_id, version, type, payload FROM event "
            + "WHERE stream_id = ANY ($1) ORDER BY stream_id, version";

    private static final int PAGE = 1_000;

    private static final String BEGIN_STREAMS = """
            INSERT INTO stream (stream_id, version, snapshot, snapshot_schema)
            SELECT stream_id, version, snapshot, $4 FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS new (stream_id, version, snapshot)
            ON CONFLICT (stream_id) DO UPDATE
            SET version = excluded.version, snapshot = excluded.snapshot, snapshot_schema = excluded.snapshot_schema
            WHERE stream.version = 0""";

    private static final String MOVE_STREAMS = """
            UPDATE stream SET version = moved.version, snapshot = moved.snapshot, snapshot_schema = $5
            FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[]) AS moved (stream_id, expected, version, snapshot)
            WHERE stream.stream_id = moved.stream_id AND stream.version = moved.expected""";

    private static final String APPEND = """
            INSERT INTO event (stream_id, version, type, payload, trace, received_at)
            SELECT *, $6::timestamptz FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::text[])""";

    private static final Sql.Sent NOTHING_SENT = () -> 0;

    private final int snapshotSchema;

    /// @param snapshotSchema version of the form that this service's snapshots have now; snapshots of another form are
    ///                       not answered
    public PostgresEventStore(int snapshotSchema) {
        this.snapshotSchema = snapshotSchema;
    }

    @Override
    public Map<StreamId, StoredStream> load(Sql sql, Collection<StreamId> streams) {
        Map<StreamId, StoredStream> loaded = HashMap.newHashMap(streams.size());
        Map<String, StreamId> wanted = HashMap.newHashMap(streams.size());
        for (StreamId stream : streams) {
            wanted.put(stream.toString(), stream);
            loaded.put(stream, new StoredStream(stream, 0, null));
        }
        for (Row row : sql.execute(LOAD, Tuple.of(wanted.keySet().toArray(String[]::new), snapshotSchema))) {
            if (row.getBoolean(3)) {
                throw new IllegalStateException("streams are loaded before the transaction's first write: with an older transaction"
                        + " than the version before it, an event would be published too early");
            }
            StreamId stream = wanted.get(row.getString(0));
            Buffer snapshot = row.getBuffer(2);
            loaded.put(stream, new StoredStream(stream, row.getLong(1), snapshot == null ? null : snapshot.getBytes()));
        }
        return loaded;
    }

    @Override
    public List<StoredEvent> read(Sql sql, StreamId stream, long afterVersion, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        for (Row row : sql.execute(READ, Tuple.of(stream.toString(), afterVersion, limit))) {
            events.add(new StoredEvent(stream, row.getLong(0), row.getString(1), row.getBuffer(2).getBytes()));
        }
        return events;
    }

    @Override
    public void forEach(Sql transaction, Collection<StreamId> streams, Consumer<StoredEvent> reader) {
        Map<String, StreamId> wanted = HashMap.newHashMap(streams.size());
        streams.forEach(stream -> wanted.put(stream.toString(), stream));
        transaction.forEach(READ_ALL, Tuple.of(wanted.keySet().toArray(String[]::new)), PAGE, row -> reader.accept(
                new StoredEvent(wanted.get(row.getString(0)), row.getLong(1), row.getString(2), row.getBuffer(3).getBytes())));
    }

    @Override
    public void append(Sql sql, List<Append> appends, Optional<Instant> receivedAt) {
        // Sorted, so that two writers of the same streams take their rows in the same order.
        List<Append> sorted = appends.stream().sorted(Comparator.comparing(append -> append.stream().toString())).toList();
        List<Append> begun = sorted.stream().filter(append -> append.expectedVersion() == 0).toList();
        List<Append> moved = sorted.stream().filter(append -> append.expectedVersion() != 0).toList();
        Sql.Sent beginning = begin(sql, begun);
        Sql.Sent moving = move(sql, moved);
        insert(sql, sorted, receivedAt);
        require(begun.size(), beginning.rows());
        require(moved.size(), moving.rows());
    }

    private Sql.Sent begin(Sql sql, List<Append> appends) {
        if (appends.isEmpty()) {
            return NOTHING_SENT;
        }
        return sql.send(BEGIN_STREAMS, Tuple.of(ids(appends), versions(appends), snapshots(appends), snapshotSchema));
    }

    private Sql.Sent move(Sql sql, List<Append> appends) {
        if (appends.isEmpty()) {
            return NOTHING_SENT;
        }
        Long[] expected = appends.stream().map(Append::expectedVersion).toArray(Long[]::new);
        return sql.send(MOVE_STREAMS, Tuple.of(ids(appends), expected, versions(appends), snapshots(appends), snapshotSchema));
    }

    private static void require(int streams, int written) {
        if (written != streams) {
            throw new ConcurrentAppendException((streams - written) + " of " + streams + " streams have moved on since they were loaded");
        }
    }

    private static void insert(Sql sql, List<Append> appends, Optional<Instant> receivedAt) {
        int count = appends.stream().mapToInt(append -> append.events().size()).sum();
        if (count == 0) {
            return;
        }
        String[] streams = new String[count];
        Long[] versions = new Long[count];
        String[] types = new String[count];
        Buffer[] payloads = new Buffer[count];
        int i = 0;
        for (Append append : appends) {
            String stream = append.stream().toString();
            long version = append.expectedVersion();
            for (NewEvent event : append.events()) {
                streams[i] = stream;
                versions[i] = ++version;
                types[i] = event.type();
                payloads[i++] = Buffer.buffer(event.payload());
            }
        }
        sql.send(APPEND, Tuple.of(streams, versions, types, payloads, traces(appends, count),
                receivedAt.map(received -> received.atOffset(ZoneOffset.UTC)).orElse(null)));
    }

    /// Null, which PostgreSQL takes for nulls, unless one of them is in a trace: few ever are.
    private static String[] traces(List<Append> appends, int count) {
        if (appends.stream().allMatch(append -> append.trace().isEmpty())) {
            return null;
        }
        return appends.stream()
                .flatMap(append -> Collections.nCopies(append.events().size(), append.trace().map(TraceParent::text).orElse(null)).stream())
                .toArray(_ -> new String[count]);
    }

    private static String[] ids(List<Append> appends) {
        return appends.stream().map(append -> append.stream().toString()).toArray(String[]::new);
    }

    private static Long[] versions(List<Append> appends) {
        return appends.stream().map(append -> append.expectedVersion() + append.events().size()).toArray(Long[]::new);
    }

    private static Buffer[] snapshots(List<Append> appends) {
        return appends.stream().map(append -> append.snapshot() == null ? null : Buffer.buffer(append.snapshot())).toArray(Buffer[]::new);
    }
}
