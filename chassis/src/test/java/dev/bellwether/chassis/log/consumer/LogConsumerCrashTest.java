package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.chassis.log.consumer.Fixture.contents;
import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.sql.SqlFailure;
import dev.bellwether.chassis.testing.MortalDatabase;
import dev.bellwether.chassis.testing.MortalDatabase.Moment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A crash loses nothing and repeats nothing, at whatever step it comes.
class LogConsumerCrashTest {
    private static final int BATCH = 10;

    @ParameterizedTest
    @EnumSource(Moment.class)
    void a_process_that_is_killed_around_its_transaction_loses_nothing_and_repeats_nothing(Moment moment) {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 100));
            var doomed = log.database();
            var transactions = new AtomicInteger();
            doomed.dieAt(at -> at == moment && transactions.incrementAndGet() == 3);
            var victim = log.start(log.settings().withMaxRecords(BATCH), new Recording(), doomed);
            eventually(() -> assertThat(doomed.isDead()).isTrue());
            victim.close();

            log.start(log.settings().withMaxRecords(BATCH), new Recording(), log.database());
            eventually(() -> assertThat(log.next(0)).isEqualTo(100));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 100));
        }
    }

    @Test
    void a_process_that_is_killed_inside_its_handler_loses_nothing_and_repeats_nothing() {
        for (boolean written : List.of(false, true)) {
            try (var log = new Fixture(1)) {
                log.produce(0, numbers(0, 100));
                var doomed = log.database();
                var victim = log.start(log.settings().withMaxRecords(BATCH), new Recording() {
                    @Override
                    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                        if (contents(batch).contains("55")) {
                            if (written) {
                                super.handle(batch, transaction);
                            }
                            doomed.die();
                        }
                        return super.handle(batch, transaction);
                    }
                }, doomed);
                eventually(() -> assertThat(doomed.isDead()).isTrue());
                victim.close();

                log.start(log.settings().withMaxRecords(BATCH), new Recording(), log.database());
                eventually(() -> assertThat(log.next(0)).isEqualTo(100));
                assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 100));
            }
        }
    }

    @Test
    void a_commit_whose_answer_is_lost_is_neither_repeated_nor_forgotten() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 100));
            var connection = log.databases.connect();
            var commits = new AtomicInteger();
            var unreliable = new Database() {
                @Override
                public <T> T inTransaction(Work<T> work) {
                    T result = connection.inTransaction(work);
                    if (commits.incrementAndGet() % 2 == 0) {
                        throw new SqlFailure("connection reset", new IOException());
                    }
                    return result;
                }

                @Override
                public <T> T withConnection(Work<T> work) {
                    return connection.withConnection(work);
                }
            };
            var recording = new Recording();
            try (var _ = LogConsumer.start(log.settings().withMaxRecords(BATCH), recording, unreliable)) {
                eventually(() -> assertThat(log.next(0)).isEqualTo(100));
            }
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 100));
            assertThat(recording.closed).contains(0);
        }
    }

    @Test
    void a_zombie_that_still_works_on_a_partition_that_another_has_taken_over_cannot_commit() throws Exception {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 10));
            var working = new CountDownLatch(1);
            var takenOver = new CountDownLatch(1);
            var zombie = new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    if (batches.isEmpty()) {
                        batches.add(batch);
                        working.countDown();
                        assertThat(takenOver.await(60, TimeUnit.SECONDS)).isTrue();
                    }
                    return super.handle(batch, transaction);
                }
            };
            log.start(log.settings(), zombie, log.database());
            assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();
            // Of another group, so that Kafka gives it the partition while the first still believes to own it.
            var settings = new LogConsumerSettings("another", log.topic, log.settings().kafka(), BATCH, 1 << 20, log.settings().pace());
            var owner = log.start(settings, new Recording(), log.database());
            eventually(() -> assertThat(log.next(0)).isEqualTo(10));
            takenOver.countDown();
            eventually(() -> assertThat(zombie.closed).contains(0));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 10));

            // When the zombie is assigned the partition again, it resumes at the database's offset.
            owner.close();
            log.produce(0, numbers(10, 20));
            eventually(() -> assertThat(log.next(0)).isEqualTo(20));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 20));
        }
    }

    @Test
    void two_that_both_believe_to_own_everything_still_apply_each_record_once() {
        try (var log = new Fixture(2)) {
            Stream.of("one", "other").forEach(group -> log.start(
                    new LogConsumerSettings(group, log.topic, log.settings().kafka(), BATCH, 1 << 20, log.settings().pace()),
                    new Recording(), log.database()));
            for (int i = 0; i < 500; i += 50) {
                log.produce(0, numbers(i, i + 50));
                log.produce(1, numbers(i, i + 50));
            }
            eventually(() -> {
                assertThat(log.next(0)).isEqualTo(500);
                assertThat(log.next(1)).isEqualTo(500);
            });
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 500));
            assertThat(log.ledger.contents(1)).isEqualTo(numbers(0, 500));
        }
    }

    /// Processes come, are killed at a random moment, and go; the seed of a failure is in its message.
    @Test
    void whatever_dies_in_whatever_order_each_record_takes_effect_once() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var log = new Fixture(3)) {
            var alive = new ArrayList<LogConsumer>();
            var databases = new ArrayList<MortalDatabase>();
            int produced = 0;
            for (int step = 0; step < 8; step++) {
                for (int partition = 0; partition < 3; partition++) {
                    log.produce(partition, numbers(produced, produced + 100));
                }
                produced += 100;
                var database = log.database();
                databases.add(database);
                alive.add(log.start(log.settings().withMaxRecords(1 + random.nextInt(40)), new Recording(), database));
                if (alive.size() > 1) {
                    int victim = random.nextInt(alive.size());
                    var moment = Moment.values()[random.nextInt(3)];
                    databases.get(victim).dieAt(moment::equals);
                    long before = log.ledger.size();
                    int expected = produced;
                    eventually(() -> assertThat(log.ledger.size()).isGreaterThan(Math.min(before, expected * 3L - 1)));
                    databases.get(victim).die();
                    alive.remove(victim).close();
                    databases.remove(victim);
                }
            }
            int total = produced;
            eventually(() -> {
                for (int partition = 0; partition < 3; partition++) {
                    assertThat(log.next(partition)).isEqualTo(total);
                }
            });
            for (int partition = 0; partition < 3; partition++) {
                assertThat(log.ledger.contents(partition)).as("seed " + seed).isEqualTo(numbers(0, total));
            }
        }
    }
}
