package dev.bellwether.chassis.store;

import static dev.bellwether.chassis.store.EventStoreContract.appending;
import static dev.bellwether.chassis.store.EventStoreContract.stream;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.testing.Databases;
import dev.bellwether.chassis.testing.MortalDatabase;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private static final String TOPIC = "segments";

    private final EventStore store = new PostgresEventStore(1);
    private Databases databases;
    private Database database;

    @BeforeEach
    void connect() {
        databases = new Databases();
        database = databases.connect();
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void what_is_committed_is_published_and_the_checkpoint_follows() {
        var sink = new RecordingSink();
        append("a", 0, "1", "2");
        try (var publisher = EventPublisher.start(TOPIC, 10, database, sink)) {
            append("a", 2, "3");
            eventually(() -> assertThat(sink.acknowledged()).containsExactly("a/1", "a/2", "a/3"));
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
    }

    /// What `pg_dump` brings to a cluster whose transactions have lower numbers: the rows as they were, and the sequence.
    private void restoredElsewhere() {
        long ahead = 1_000_000_000L;
        database.inTransaction(sql -> {
            sql.update("UPDATE event SET xid = (xid::text::bigint + $1)::text::xid8", Tuple.of(ahead));
            return sql.update("UPDATE published SET xid = (xid::text::bigint + $1)::text::xid8", Tuple.of(ahead));
        });
    }

    @Test
    void after_a_restore_on_another_cluster_what_was_not_published_is_and_what_comes_is_behind_it() {
        var before = new RecordingSink();
        append("a", 0, "1", "2");
        append("b", 0, "1");
        try (var publisher = EventPublisher.start(TOPIC, 10, database, before)) {
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        append("b", 1, "2");
        append("a", 2, "3");
        restoredElsewhere();
        // The service may append before its publisher has looked.
        append("a", 3, "4");
        append("c", 0, "1");
        var after = new RecordingSink();
        try (var publisher = EventPublisher.start(TOPIC, 2, database, after)) {
            append("b", 2, "3");
            eventually(() -> assertThat(after.acknowledged()).contains("b/3").hasSizeGreaterThanOrEqualTo(5));
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        assertThat(after.acknowledged()).containsExactly("b/2", "a/3", "a/4", "c/1", "b/3");
        var later = new RecordingSink();
        try (var _ = EventPublisher.start(TOPIC, 10, database, later)) {
            append("d", 0, "1");
            eventually(() -> assertThat(later.acknowledged()).containsExactly("d/1"));
        }
    }

    @Test
    void the_publisher_also_resumes_on_a_restore_whose_events_were_all_published_or_none() {
        append("a", 0, "1");
        restoredElsewhere();
        append("a", 1, "2");
        var first = new RecordingSink();
        try (var publisher = EventPublisher.start(TOPIC, 10, database, first)) {
            eventually(() -> assertThat(first.acknowledged()).containsExactly("a/1", "a/2"));
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        restoredElsewhere();
        append("a", 2, "3");
        var second = new RecordingSink();
        try (var _ = EventPublisher.start(TOPIC, 10, database, second)) {
            eventually(() -> assertThat(second.acknowledged()).containsExactly("a/3"));
        }
    }

    @Test
    void recent_events_are_published_again_when_their_topic_is_lost() {
        append("a", 0, "1", "2");
        database.withConnection(sql -> sql.execute("UPDATE event SET recorded_at = recorded_at - interval '8 days'"));
        append("a", 2, "3");
        append("b", 0, "1");
        try (var publisher = EventPublisher.start(TOPIC, 10, database, new RecordingSink())) {
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        append("b", 1, "2");
        setBack();
        setBack();
        var again = new RecordingSink();
        try (var publisher = EventPublisher.start(TOPIC, 10, database, again)) {
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        assertThat(again.acknowledged()).containsExactly("a/3", "b/1", "b/2");

        database.withConnection(sql -> sql.execute("UPDATE event SET recorded_at = now()"));
        setBack();
        assertThat(database.<Long>withConnection(Publications::unpublished)).as("all of it, when all is young").isEqualTo(5);
    }

    private void setBack() {
        database.inTransaction(sql -> {
            Publications.setBack(sql, TOPIC, Duration.ofDays(7));
            return null;
        });
    }

    @Test
    void before_the_first_is_published_all_are_unpublished() {
        var away = new MortalDatabase(database);
        away.die();
        append("a", 0, "1", "2");
        try (var _ = EventPublisher.start(TOPIC, 10, away, new RecordingSink())) {
            assertThat(database.<Long>withConnection(Publications::unpublished)).isEqualTo(2);
        }
    }

    @Test
    void a_transaction_left_open_does_not_let_a_later_one_be_published_before_it() throws Exception {
        var sink = new RecordingSink();
        var written = new CountDownLatch(1);
        var committing = new CountDownLatch(1);
        var watched = new WatchedDatabase(database);
        try (var _ = EventPublisher.start(TOPIC, 10, watched, sink); var writer = Executors.newVirtualThreadPerTaskExecutor()) {
            append("before", 0, "1");
            eventually(() -> assertThat(sink.acknowledged()).containsExactly("before/1"));
            var early = writer.submit(() -> database.inTransaction(sql -> {
                store.append(sql, List.of(appending(stream("early"), 0, "1")));
                written.countDown();
                assertThat(committing.await(60, TimeUnit.SECONDS)).isTrue();
                return null;
            }));
            assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
            append("late", 0, "1");
            int polls = watched.polls();
            eventually(() -> assertThat(watched.polls()).isGreaterThan(polls + 5));
            assertThat(sink.acknowledged()).containsExactly("before/1");
            committing.countDown();
            early.get(60, TimeUnit.SECONDS);
            eventually(() -> assertThat(sink.acknowledged()).containsExactly("before/1", "early/1", "late/1"));
        }
    }

    @Test
    void a_transaction_left_open_in_another_database_of_the_cluster_holds_nothing_back() throws Exception {
        var sink = new RecordingSink();
        var written = new CountDownLatch(1);
        var committing = new CountDownLatch(1);
        try (var elsewhere = new Databases(); var writer = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = elsewhere.connect();
            var open = writer.submit(() -> other.inTransaction(sql -> {
                store.append(sql, List.of(appending(stream("elsewhere"), 0, "1")));
                written.countDown();
                assertThat(committing.await(60, TimeUnit.SECONDS)).isTrue();
                return null;
            }));
            assertThat(written.await(60, TimeUnit.SECONDS)).isTrue();
            try (var _ = EventPublisher.start(TOPIC, 10, database, sink)) {
                append("here", 0, "1");
                eventually(() -> assertThat(sink.acknowledged()).containsExactly("here/1"));
            }
            committing.countDown();
            open.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void what_a_writer_rolls_back_is_not_published() {
        var sink = new RecordingSink();
        try (var _ = EventPublisher.start(TOPIC, 10, database, sink)) {
            try {
                database.inTransaction(sql -> {
                    store.append(sql, List.of(appending(stream("never"), 0, "1")));
                    throw new IllegalStateException("no");
                });
            } catch (IllegalStateException _) {
                append("after", 0, "1");
            }
            eventually(() -> assertThat(sink.acknowledged()).containsExactly("after/1"));
        }
    }

    @Test
    void each_stream_is_published_in_order_of_version_while_many_write() throws Exception {
        var sink = new RecordingSink();
        int writers = 6;
        int rounds = 60;
        try (var _ = EventPublisher.start(TOPIC, 7, database, sink)) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < writers; writer++) {
                    var random = new Random(writer);
                    threads.submit(() -> {
                        for (int round = 0; round < rounds; round++) {
                            appendToSome(random);
                        }
                        return null;
                    });
                }
            }
            var versions = database.withConnection(sql -> {
                var heads = new HashMap<String, Long>();
                sql.execute("SELECT stream_id, version FROM stream").forEach(row -> heads.put(row.getString(0), row.getLong(1)));
                return heads;
            });
            assertThat(versions.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(writers * rounds * 2L);
            eventually(() -> assertThat(sink.size()).isEqualTo(writers * rounds * 2));
            versions.forEach((stream, version) -> assertThat(sink.versionsOf(stream))
                    .as(stream)
                    .isEqualTo(LongStream.rangeClosed(1, version).boxed().toList()));
        }
    }

    @Test
    void when_the_log_refuses_an_event_it_and_the_ones_after_it_are_sent_again() {
        var sink = new RecordingSink();
        append("a", 0, "1", "2", "3", "4", "5");
        sink.refuse(2);
        try (var publisher = EventPublisher.start(TOPIC, 3, database, sink)) {
            eventually(() -> assertThat(publisher.unpublished()).isZero());
        }
        // A reader that skips the versions it has sees each once and in order.
        var seen = new ArrayList<Long>();
        for (long version : sink.versionsOf("membership:acme/a")) {
            if (seen.isEmpty() || version > seen.getLast()) {
                seen.add(version);
            }
        }
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_publisher_that_is_killed_between_log_and_checkpoint_is_succeeded_without_loss() {
        var doomed = new MortalDatabase(databases.connect());
        append("a", 0, "1", "2", "3");
        var first = new RecordingSink() {
            @Override
            public void flush() {
                super.flush();
                doomed.die();
                // The server notices, and takes its lock away.
                database.withConnection(sql -> sql.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                                + " (SELECT oid FROM pg_database WHERE datname = current_database())"));
            }
        };
        var second = new RecordingSink();
        try (var _ = EventPublisher.start(TOPIC, 10, doomed, first)) {
            eventually(() -> assertThat(first.acknowledged()).isNotEmpty());
            try (var _ = EventPublisher.start(TOPIC, 10, database, second)) {
                eventually(() -> assertThat(second.acknowledged()).startsWith("a/1", "a/2", "a/3"));
            }
        }
    }

    @Test
    void only_one_publishes_at_a_time() {
        var one = new RecordingSink();
        var other = new RecordingSink();
        var first = EventPublisher.start(TOPIC, 10, database, one);
        append("a", 0, "1");
        eventually(() -> assertThat(one.acknowledged()).hasSize(1));
        try (var _ = EventPublisher.start(TOPIC, 10, databases.connect(), other)) {
            append("a", 1, "2");
            eventually(() -> assertThat(one.acknowledged()).hasSize(2));
            assertThat(other.acknowledged()).isEmpty();
            first.close();
            append("a", 2, "3");
            eventually(() -> assertThat(other.acknowledged()).containsExactly("a/3"));
        }
    }

    @Test
    void the_poll_reads_its_index_in_order_and_sorts_nothing() {
        database.withConnection(sql -> {
            sql.execute("""
                    INSERT INTO event (stream_id, version, type, payload)
                    SELECT 'membership:acme/' || i, 1, 'letter.v1', 'x' FROM generate_series(1, 50000) AS i""");
            return sql.execute("ANALYZE event");
        });
        String plan = database.withConnection(sql -> {
            var lines = new StringBuilder();
            String poll = EventPublisher.POLL.replace("$1", "'700'").replace("$2", "0").replace("$3", "2000");
            sql.execute("EXPLAIN " + poll).forEach(row -> lines.append(row.getString(0)).append('\n'));
            return lines.toString();
        });
        assertThat(plan).contains("Index Scan using event_by_transaction").doesNotContain("Seq Scan").doesNotContain("Sort");
        assertThat(plan).containsPattern("Index Cond: .*ROW\\(xid, .*\\(xid < ");
    }

    private void append(String account, long expectedVersion, String... payloads) {
        database.inTransaction(sql -> {
            store.append(sql, List.of(appending(stream(account), expectedVersion, payloads)));
            return null;
        });
    }

    /// Loads two streams and appends to both, until there is no concurrent append.
    private void appendToSome(Random random) {
        int first = random.nextInt(4);
        var streams = List.of(stream("s" + first), stream("s" + (first + 1) % 4));
        while (true) {
            try {
                database.inTransaction(sql -> {
                    var heads = store.load(sql, streams);
                    store.append(sql, streams.stream().map(stream -> appending(stream, heads.get(stream).version(), "x")).toList());
                    return null;
                });
                return;
            } catch (ConcurrentAppendException _) {
                Thread.onSpinWait();
            }
        }
    }
}
