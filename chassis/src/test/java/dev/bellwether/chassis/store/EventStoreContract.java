package dev.bellwether.chassis.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every event store must do.
abstract class EventStoreContract {

    abstract EventStore store();

    /// The same tables, for another form of snapshots.
    abstract EventStore storeOfAnotherSnapshotSchema();

    abstract Database database();

    @Test
    void what_is_appended_is_read_back_in_order() {
        var stream = stream("read-back");
        append(stream, 0, "a", "b");
        append(stream, 2, "c");
        assertThat(payloads(stream, 0, 10)).containsExactly("1 a", "2 b", "3 c");
        assertThat(payloads(stream, 1, 1)).containsExactly("2 b");
    }

    @Test
    void a_stream_that_does_not_exist_is_at_version_0_and_has_no_snapshot() {
        var stream = stream("unknown");
        var head = load(store(), stream);
        assertThat(head.version()).isZero();
        assertThat(head.snapshot()).isNull();
    }

    @Test
    void a_head_tells_the_version_and_the_snapshot_taken_there() {
        var stream = stream("head");
        append(stream, 0, "a", "b");
        assertThat(load(store(), stream).version()).isEqualTo(2);
        assertThat(load(store(), stream).snapshot()).isEqualTo("after b".getBytes(UTF_8));
    }

    @Test
    void a_snapshot_of_another_schema_is_as_good_as_none() {
        var stream = stream("another-schema");
        append(stream, 0, "a");
        var head = load(storeOfAnotherSnapshotSchema(), stream);
        assertThat(head.version()).isEqualTo(1);
        assertThat(head.snapshot()).isNull();
    }

    @Test
    void a_snapshot_can_be_stored_without_an_event_even_before_the_first() {
        var stream = stream("snapshot-alone");
        append(stream, 0);
        assertThat(load(store(), stream).version()).isZero();
        append(stream, 0, "a");
        append(stream, 1);
        assertThat(load(store(), stream).version()).isEqualTo(1);
        assertThat(payloads(stream, 0, 10)).containsExactly("1 a");
    }

    @Test
    void an_append_on_a_version_that_is_gone_is_refused_and_leaves_nothing() {
        var stream = stream("gone");
        append(stream, 0, "a");
        assertThatThrownBy(() -> append(stream, 0, "b")).isInstanceOf(ConcurrentAppendException.class);
        append(stream, 1, "b");
        assertThatThrownBy(() -> append(stream, 1, "c")).isInstanceOf(ConcurrentAppendException.class);
        assertThatThrownBy(() -> append(stream, 7, "c")).isInstanceOf(ConcurrentAppendException.class);
        assertThat(payloads(stream, 0, 10)).containsExactly("1 a", "2 b");
    }

    @Test
    void when_one_stream_of_a_batch_has_moved_on_none_is_appended_to() {
        var moved = stream("all-or-none-moved");
        var still = stream("all-or-none-still");
        append(moved, 0, "a");
        append(still, 0, "a");
        assertThatThrownBy(() -> database().inTransaction(sql -> {
            store().append(sql, List.of(appending(still, 1, "b"), appending(moved, 0, "b"), appending(stream("all-or-none-new"), 0, "b")));
            return null;
        }))
                .isInstanceOf(ConcurrentAppendException.class);
        assertThat(payloads(still, 0, 10)).containsExactly("1 a");
        assertThat(payloads(stream("all-or-none-new"), 0, 10)).isEmpty();
    }

    @Test
    void thousands_of_streams_are_appended_to_in_one_batch() {
        var streams = IntStream.range(0, 5_000).mapToObj(i -> stream("many-" + i)).toList();
        for (long version = 0; version < 2; version++) {
            long expected = version;
            database().inTransaction(sql -> {
                var heads = store().load(sql, streams);
                assertThat(heads.values()).allSatisfy(head -> assertThat(head.version()).isEqualTo(expected));
                store().append(sql, streams.stream().map(stream -> appending(stream, expected, "x")).toList());
                return null;
            });
        }
        assertThat(payloads(streams.get(4_999), 0, 10)).containsExactly("1 x", "2 x");
    }

    @Test
    void all_events_of_many_streams_are_handed_over_those_of_each_in_order() {
        var streams = IntStream.range(0, 3).mapToObj(i -> stream("all-" + i)).toList();
        streams.forEach(stream -> append(stream, 0, "a"));
        streams.reversed().forEach(stream -> append(stream, 1, "b", "c"));
        var events = new ArrayList<StoredEvent>();
        database().inTransaction(sql -> {
            store().forEach(sql, List.of(streams.get(0), streams.get(2), stream("all-unknown")), events::add);
            return null;
        });
        assertThat(events).hasSize(6);
        for (var stream : List.of(streams.get(0), streams.get(2))) {
            assertThat(events.stream().filter(event -> event.stream().equals(stream)))
                    .extracting(event -> event.version() + " " + new String(event.payload(), UTF_8))
                    .containsExactly("1 a", "2 b", "3 c");
        }
    }

    @Test
    void of_two_writers_on_one_stream_one_wins_and_the_other_learns_it() throws Exception {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                var stream = stream("contended-" + round % 5);
                long version = load(store(), stream).version();
                var barrier = new CyclicBarrier(2);
                var outcomes = new ArrayList<Future<Boolean>>();
                for (String writer : List.of("one", "other")) {
                    outcomes.add(writers.submit(contending(stream, version, writer, barrier)));
                }
                int winners = 0;
                for (var outcome : outcomes) {
                    winners += outcome.get(60, TimeUnit.SECONDS) ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
                assertThat(load(store(), stream).version()).isEqualTo(version + 1);
                assertThat(payloads(stream, version, 10)).hasSize(1);
            }
        }
    }

    private Callable<Boolean> contending(StreamId stream, long version, String writer, CyclicBarrier barrier) {
        return () -> {
            try {
                database().inTransaction(sql -> {
                    assertThat(store().load(sql, List.of(stream)).get(stream).version()).isEqualTo(version);
                    barrier.await(60, TimeUnit.SECONDS);
                    store().append(sql, List.of(appending(stream, version, writer)));
                    return null;
                });
                return true;
            } catch (ConcurrentAppendException _) {
                return false;
            }
        };
    }

    static StreamId stream(String account) {
        return new StreamId("membership", new AccountKey("acme", account));
    }

    static Append appending(StreamId stream, long expectedVersion, String... payloads) {
        var events = List.of(payloads).stream().map(payload -> new NewEvent("letter.v1", payload.getBytes(UTF_8))).toList();
        String last = payloads.length == 0 ? "nothing" : payloads[payloads.length - 1];
        return new Append(stream, expectedVersion, events, ("after " + last).getBytes(UTF_8));
    }

    private void append(StreamId stream, long expectedVersion, String... payloads) {
        database().inTransaction(sql -> {
            store().append(sql, List.of(appending(stream, expectedVersion, payloads)));
            return null;
        });
    }

    private StoredStream load(EventStore store, StreamId stream) {
        return database().withConnection(sql -> store.load(sql, List.of(stream)).get(stream));
    }

    private List<String> payloads(StreamId stream, long after, int limit) {
        return database().withConnection(sql -> store().read(sql, stream, after, limit).stream()
                .map(event -> event.version() + " " + new String(event.payload(), UTF_8))
                .toList());
    }
}
