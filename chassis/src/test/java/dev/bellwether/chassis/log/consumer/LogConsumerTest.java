package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.chassis.log.consumer.Fixture.contents;
import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.SharedKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LogConsumerTest {

    @Test
    void every_record_takes_effect_once_and_in_the_order_of_its_partition() {
        try (var log = new Fixture(3)) {
            for (int partition = 0; partition < 3; partition++) {
                log.produce(partition, numbers(0, 1_000));
            }
            log.start(new Recording());
            eventually(() -> {
                for (int partition = 0; partition < 3; partition++) {
                    assertThat(log.ledger.contents(partition)).isEqualTo(numbers(0, 1_000));
                }
            });
            log.produce(1, numbers(1_000, 1_010));
            eventually(() -> assertThat(log.ledger.contents(1)).isEqualTo(numbers(0, 1_010)));
            assertThat(log.next(1)).isEqualTo(1_010);
        }
    }

    @Test
    void the_newer_group_protocol_does_as_well() {
        try (var log = new Fixture(2)) {
            log.produce(1, numbers(0, 500));
            log.start(log.settings().withKafka(SharedKafka.settings().withConsumer(Map.of("group.protocol", "consumer"))), new Recording(),
                    log.database());
            eventually(() -> assertThat(log.ledger.contents(1)).isEqualTo(numbers(0, 500)));
            log.produce(0, numbers(0, 500));
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 500)));
        }
    }

    @Test
    void what_arrives_while_a_batch_is_being_processed_makes_the_next_one_larger_up_to_the_limit() throws Exception {
        try (var log = new Fixture(1)) {
            var busy = new CountDownLatch(1);
            var released = new CountDownLatch(1);
            var recording = new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    busy.countDown();
                    assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
                    return super.handle(batch, transaction);
                }
            };
            log.start(log.settings().withMaxRecords(100), recording, log.database());
            log.produce(0, List.of("0"));
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i < 300; i++) {
                log.produce(0, List.of(Integer.toString(i)));
            }
            released.countDown();
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 300)));
            assertThat(recording.batches.get(1).records()).hasSize(100);
            assertThat(recording.batches).allSatisfy(batch -> assertThat(batch.records()).hasSizeLessThanOrEqualTo(100));
        }
    }

    @Test
    void a_part_of_a_batch_can_be_handled_and_the_rest_comes_again() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 10));
            var recording = new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) {
                    RecordLedger.write(batch.records().subList(0, 1), transaction);
                    return new BatchProgress.First(1);
                }
            };
            log.start(recording);
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 10)));
        }
    }

    @Test
    void a_record_that_must_wait_comes_again_until_its_time_has_come_and_what_was_written_meanwhile_stays() {
        try (var log = new Fixture(2)) {
            log.produce(0, List.of("a", "wait for the other", "b"));
            var otherHasCome = new AtomicBoolean();
            var recording = new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    int barrier = contents(batch).indexOf("wait for the other");
                    if (batch.partition() == 1) {
                        otherHasCome.set(true);
                    }
                    if (barrier < 0 || otherHasCome.get()) {
                        return super.handle(batch, transaction);
                    }
                    RecordLedger.write(batch.records().subList(0, barrier), transaction);
                    return new BatchProgress.FirstThenWait(barrier);
                }
            };
            log.start(recording);
            eventually(() -> assertThat(log.ledger.contents(0)).containsExactly("a"));
            log.produce(1, List.of("the other"));
            eventually(() -> assertThat(log.ledger.contents(0)).containsExactly("a", "wait for the other", "b"));
        }
    }

    @Test
    void a_database_that_is_away_for_a_while_costs_time_and_nothing_else() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 50));
            var database = log.database();
            database.beAwayFor(5);
            log.start(log.settings(), new Recording(), database);
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 50)));
        }
    }

    @Test
    void partitions_are_shared_with_a_replica_that_comes_and_taken_back_when_it_goes() {
        try (var log = new Fixture(4)) {
            var first = new Recording();
            log.start(first);
            produceAndExpect(log, 0);
            var second = new Recording();
            var replica = log.start(second);
            eventually(() -> {
                log.produce(0, List.of());
                assertThat(first.closed).isNotEmpty();
            });
            produceAndExpect(log, 1);
            eventually(() -> assertThat(second.batches).isNotEmpty());
            replica.close();
            produceAndExpect(log, 2);
        }
    }

    private static void produceAndExpect(Fixture log, int round) {
        for (int partition = 0; partition < 4; partition++) {
            log.produce(partition, numbers(round * 100, round * 100 + 100));
        }
        eventually(() -> {
            for (int partition = 0; partition < 4; partition++) {
                assertThat(log.ledger.contents(partition)).isEqualTo(numbers(0, round * 100 + 100));
            }
        });
    }
}
