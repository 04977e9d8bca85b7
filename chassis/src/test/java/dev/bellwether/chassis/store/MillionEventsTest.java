package dev.bellwether.chassis.store;

import static dev.bellwether.chassis.store.EventStoreContract.appending;
import static dev.bellwether.chassis.store.EventStoreContract.stream;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.Eraser;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.testing.MillionRows;
import dev.bellwether.chassis.testing.SharedKafka;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is asked again and again costs the same however much is stored.
class MillionEventsTest {

    private static final String TOPIC = "letters";
    // More often than PostgreSQL tries plans for the parameters at hand before it makes one for any.
    private static final int TIMES = 20;

    private static MillionRows rows;

    @BeforeAll
    static void fill() {
        rows = new MillionRows(MillionRows.Table.EVENTS, MillionRows.Table.ERASED_ACCOUNTS);
    }

    @AfterAll
    static void close() {
        rows.close();
    }

    @Test
    void a_publisher_with_nothing_to_publish_reads_next_to_nothing() {
        Map<String, Long> read = rows.readBy(database -> {
            WatchedDatabase watched = new WatchedDatabase(database);
            try (EventPublisher _ = EventPublisher.start(TOPIC, 100, watched, new RecordingSink())) {
                eventually(() -> assertThat(watched.polls()).isGreaterThan(TIMES));
            }
        });
        assertThat(read.getOrDefault("event", 0L)).isLessThan(10L * TIMES);
    }

    @Test
    void the_last_event_of_a_stream_says_whether_it_is_published() {
        Map<String, Long> read = rows.readBy(database -> repeat(() -> database.withConnection(
                sql -> Publications.cover(sql, TOPIC, new StreamId("membership", new AccountKey("acme", "7"))))));
        assertThat(read.getOrDefault("event", 0L)).isLessThanOrEqualTo(2L * TIMES);
    }

    @Test
    void what_is_not_published_is_counted_without_what_is() {
        Map<String, Long> read = rows.readBy(database -> repeat(() -> {
            database.withConnection(Publications::unpublished);
            database.withConnection(Publications::waiting);
        }));
        assertThat(read.getOrDefault("event", 0L)).isLessThanOrEqualTo(4L * TIMES);
    }

    @Test
    void erasures_that_are_done_are_not_looked_at_again() {
        try (var producer = new LogProducer(SharedKafka.settings())) {
            Map<String, Long> read = rows.readBy(database -> {
                Eraser eraser = new Eraser("letters", database, AccountData.none(), producer, InstantSource.system(), (_, _) -> true);
                repeat(eraser::workOff);
            });
            assertThat(read.getOrDefault("erased_account", 0L)).isLessThanOrEqualTo(2L * TIMES);
        }
    }

    @Test
    void appending_reads_the_stream_only() {
        EventStore store = new PostgresEventStore(1);
        Map<String, Long> read = rows.readBy(database -> {
            for (int i = 0; i < TIMES; i++) {
                long version = i;
                database.inTransaction(sql -> {
                    store.load(sql, List.of(stream("appended")));
                    store.append(sql, List.of(appending(stream("appended"), version, "x")));
                    return null;
                });
            }
            eventually(() -> assertThat(database.withConnection(Publications::unpublished)).isEqualTo(TIMES));
        });
        assertThat(read.getOrDefault("event", 0L)).isLessThan(10L * TIMES);
        assertThat(read.getOrDefault("stream", 0L)).isLessThan(10L * TIMES);
    }

    private static void repeat(Runnable work) {
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
    }
}
