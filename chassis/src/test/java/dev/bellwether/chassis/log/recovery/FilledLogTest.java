package dev.bellwether.chassis.log.recovery;

import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.consumer.Fixture;
import dev.bellwether.chassis.log.consumer.Recording;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.SharedKafka;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// A new topic whose offsets are stored elsewhere too is padded up to them before the service resumes on it.
class FilledLogTest {

    /// `-Dbellwether.test.fill=100000000` tells how long it takes.
    private static final long FAR = Long.getLong("bellwether.test.fill", 70_000);

    @Test
    void each_partition_resumes_at_its_offset_and_no_consumer_reads_the_padding() throws Exception {
        try (var log = new Fixture(3)) {
            knowsAnother(log, Map.of(0, FAR, 1, 3L));
            log.produce(1, numbers(0, 1));

            goOn(log);

            assertThat(bounds(log, OffsetSpec.latest())).containsExactlyInAnyOrderEntriesOf(Map.of(0, FAR, 1, 3L, 2, 0L));
            assertThat(bounds(log, OffsetSpec.earliest())).containsExactlyInAnyOrderEntriesOf(Map.of(0, FAR, 1, 3L, 2, 0L));
            log.start(new Recording());
            log.produce(0, numbers(10, 13));
            log.produce(1, numbers(20, 21));
            log.produce(2, numbers(30, 31));
            eventually(() -> assertThat(log.ledger.size()).isEqualTo(5));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(10, 13));
            assertThat(log.next(0)).isEqualTo(FAR + 3);
        }
    }

    @Test
    void killed_in_the_middle_it_is_done_again_and_several_at_once_do_it_once() throws Exception {
        try (var log = new Fixture(1); var threads = Executors.newFixedThreadPool(3)) {
            knowsAnother(log, Map.of(0, 50_000L));
            // Some are written; then the process was gone.
            OffsetPadding.write(SharedKafka.settings(), Map.of(new TopicPartition(log.topic, 0), 20_001L));
            AtomicInteger noted = new AtomicInteger();
            assertThatThrownBy(() -> goOn(log, () -> {
                throw new IllegalStateException("killed");
            })).hasMessageContaining("killed");
            assertThat(bounds(log, OffsetSpec.latest())).containsEntry(0, 50_000L);

            List<? extends Future<?>> replicas =
                    IntStream.range(0, 3).mapToObj(_ -> threads.submit(() -> goOn(log, noted::incrementAndGet))).toList();
            for (Future<?> replica : replicas) {
                replica.get(60, TimeUnit.SECONDS);
            }

            assertThat(bounds(log, OffsetSpec.latest())).containsEntry(0, 50_000L);
            assertThat(bounds(log, OffsetSpec.earliest())).containsEntry(0, 50_000L);
            assertThat(noted).hasValue(1);
            goOn(log, noted::incrementAndGet);
            assertThat(noted).as("with nothing to do").hasValue(1);
        }
    }

    private static void goOn(Fixture log) {
        goOn(log, () -> {});
    }

    private static void goOn(Fixture log, Runnable noted) {
        new TopicRegistry(SharedKafka.settings(), log.database, true).settle(log.topic, new TopicResetPolicy() {
            @Override
            public Map<Integer, Long> firstOffsets(Sql sql) {
                return TopicResetPolicy.readUpTo(sql, log.topic);
            }

            @Override
            public void note(Sql transaction) {
                noted.run();
            }
        });
    }

    /// The database has read another topic of that name.
    private static void knowsAnother(Fixture log, Map<Integer, Long> next) {
        log.database.withConnection(sql -> {
            TopicIds.know(sql, log.topic, UUID.randomUUID());
            next.forEach((partition, offset) -> sql.update(
                    "INSERT INTO log_offset (topic, partition, next) VALUES ($1, $2, $3)", Tuple.of(log.topic, partition, offset)));
            return null;
        });
    }

    private static Map<Integer, Long> bounds(Fixture log, OffsetSpec which) throws Exception {
        try (Admin admin = new KafkaClients(SharedKafka.settings()).admin()) {
            int partitions =
                    admin.describeTopics(List.of(log.topic)).allTopicNames().get(60, TimeUnit.SECONDS).get(log.topic).partitions().size();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            IntStream.range(0, partitions).forEach(partition -> asked.put(new TopicPartition(log.topic, partition), which));
            Map<Integer, Long> bounds = new HashMap<>();
            admin.listOffsets(asked).all().get(60, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> bounds.put(partition.partition(), offset.offset()));
            return bounds;
        }
    }
}
