package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Sql;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator sees of a consumer.
class ConsumerMeasuresTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void a_stalled_partition_reports_its_growing_lag_and_a_finished_one_reports_none() {
        CountDownLatch going = new CountDownLatch(1);
        try (var log = new Fixture(2)) {
            log.produce(0, Fixture.numbers(0, 5));
            log.produce(1, Fixture.numbers(0, 3));
            var consumer = log.start(new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    if (batch.partition() == 1) {
                        going.await(60, TimeUnit.SECONDS);
                    }
                    return super.handle(batch, transaction);
                }
            });
            eventually(() -> assertThat(lag(log, 1)).isEqualTo(3));
            eventually(() -> assertThat(lag(log, 0)).isZero());
            log.produce(1, Fixture.numbers(3, 10));
            eventually(() -> assertThat(lag(log, 1)).isEqualTo(10));

            going.countDown();
            eventually(() -> assertThat(lag(log, 1)).isZero());
            assertThat(of(log, "bellwether_consumer_records").counter().count()).isEqualTo(15);

            consumer.close();
            assertThat(registry.find("bellwether_consumer_lag").tag("topic", log.topic).gauges()).as("another's to tell of").isEmpty();
        }
    }

    @Test
    void a_partition_of_an_unknown_log_is_counted_until_it_is_resolved() {
        try (var log = new Fixture(2)) {
            log.database.withConnection(sql -> sql.update("INSERT INTO log_offset VALUES ($1, 1, 7)", Tuple.of(log.topic)));
            var consumer = log.start(new Recording());
            eventually(() -> assertThat(of(log, "bellwether_unknown_log_partitions").gauge().value()).isEqualTo(1));

            log.database
                    .withConnection(sql -> sql.update("DELETE FROM log_offset WHERE topic = $1 AND partition = 1", Tuple.of(log.topic)));
            consumer.reload(1);
            eventually(() -> assertThat(of(log, "bellwether_unknown_log_partitions").gauge().value()).isZero());
        }
    }

    /// The queue of a partition that has enough waiting is not filled up, so nothing is fetched that would tell of the log's end.
    @Test
    void a_partition_that_is_not_read_because_enough_of_it_waits_shows_all_that_waits() {
        CountDownLatch going = new CountDownLatch(1);
        try (var log = new Fixture(1)) {
            log.produce(0, Fixture.numbers(0, 4));
            log.start(log.settings().withMaxRecords(2), new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    going.await(60, TimeUnit.SECONDS);
                    return super.handle(batch, transaction);
                }
            }, log.database());
            eventually(() -> assertThat(lag(log, 0)).isEqualTo(4));
            log.produce(0, Fixture.numbers(4, 100));
            eventually(() -> assertThat(lag(log, 0)).isEqualTo(100));
            going.countDown();
        }
    }

    @Test
    void batches_are_timed_and_dead_letters_are_counted() {
        try (var log = new Fixture(1)) {
            log.start(new DiscerningRecording());
            assertThat(registry.get("bellwether_dead_letters").tag("topic", log.topic).counter().count()).isZero();
            log.produce(0, "acme/a", "0", "gibberish", "1", "gibberish");
            eventually(() -> assertThat(log.next(0)).isEqualTo(4));
            eventually(() -> assertThat(of(log, "bellwether_consumer_records").counter().count()).isEqualTo(4));
            Timer batches = of(log, "bellwether_consumer_batch").timer();
            assertThat(batches.count()).isBetween(1L, 4L);
            assertThat(batches.totalTime(TimeUnit.MILLISECONDS)).isPositive();
            assertThat(registry.get("bellwether_dead_letters").tag("topic", log.topic).counter().count()).isEqualTo(2);
        }
    }

    private RequiredSearch of(Fixture log, String metric) {
        return registry.get(metric).tags("group", log.settings().service(), "topic", log.topic);
    }

    private double lag(Fixture log, int partition) {
        return of(log, "bellwether_consumer_lag").tag("partition", Integer.toString(partition)).gauge().value();
    }
}
