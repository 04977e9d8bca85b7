package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.sql.Sql;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The log has let go of its first records, and an archive has them.
class LogConsumerArchiveTest {

    @Test
    void an_empty_database_is_filled_from_the_archive_up_to_where_the_log_begins_and_from_there_on_from_the_log() {
        try (var log = new Fixture(2)) {
            log.produce(0, numbers(0, 100));
            log.letGo(0, 60);
            // What the log has, the archive has, too.
            var archive = new ListedArchive(100);
            log.start(new Recording(), log.database(), archive);
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 100)));
            log.produce(0, numbers(100, 120));
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 120)));
            assertThat(log.next(0)).isEqualTo(120);
        }
    }

    @Test
    void a_consumer_that_was_down_for_longer_than_the_retention_reads_only_the_missing_records_from_the_archive() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 20));
            var archive = new ListedArchive(100);
            var before = log.start(new Recording(), log.database(), archive);
            eventually(() -> assertThat(log.next(0)).isEqualTo(20));
            before.close();
            log.produce(0, numbers(20, 100));
            log.letGo(0, 50);
            archive.askedFrom.clear();
            log.start(new Recording(), log.database(), archive);
            eventually(() -> assertThat(log.next(0)).isEqualTo(100));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 100));
            assertThat(archive.askedFrom).containsExactly(191L);
        }
    }

    @Test
    void when_the_log_has_nothing_at_all_the_archive_is_read_to_its_end_and_what_comes_is_read_from_the_log() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 50));
            log.letGo(0, 50);
            log.start(new Recording(), log.database(), new ListedArchive(50));
            eventually(() -> assertThat(log.next(0)).isEqualTo(50));
            log.produce(0, numbers(50, 60));
            eventually(() -> assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 60)));
        }
    }

    @Test
    void a_service_that_dies_in_the_archive_resumes_there_and_nothing_counts_twice() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 1_000));
            log.letGo(0, 900);
            var archive = new ListedArchive(900);
            var doomed = log.database();
            var victim = log.start(new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    if (batches.size() == 7) {
                        doomed.die();
                    }
                    return super.handle(batch, transaction);
                }
            }, doomed, archive);
            eventually(() -> assertThat(doomed.isDead()).isTrue());
            victim.close();
            assertThat(ArchivedOffset.is(log.next(0))).isTrue();
            log.start(new Recording(), log.database(), archive);
            eventually(() -> assertThat(log.next(0)).isEqualTo(1_000));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 1_000));
        }
    }

    @Test
    void records_that_retention_deletes_while_the_archive_is_read_are_read_from_the_archive_too() throws Exception {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 200));
            log.letGo(0, 50);
            var archive = new ListedArchive(200);
            var busy = new CountDownLatch(1);
            var released = new CountDownLatch(1);
            log.start(new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    busy.countDown();
                    assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
                    return super.handle(batch, transaction);
                }
            }, log.database(), archive);
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            log.letGo(0, 150);
            released.countDown();
            eventually(() -> assertThat(log.next(0)).isEqualTo(200));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 200));
            assertThat(archive.askedFrom).containsExactly(0L, 491L);
        }
    }

    @Test
    void an_archive_that_cannot_be_read_yet_is_asked_again_from_where_it_broke_off() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 600));
            log.letGo(0, 600);
            var archive = new ListedArchive(600).breakingOffAt(400);
            log.start(new Recording(), log.database(), archive);
            eventually(() -> assertThat(log.next(0)).isEqualTo(600));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 600));
            // Nothing of a page that was not handed over counts.
            assertThat(archive.askedFrom).containsExactly(0L, 2_551L);
        }
    }

    @Test
    void what_cannot_be_read_at_the_beginning_of_the_log_does_not_hide_where_the_log_begins() {
        try (var log = new Fixture(1)) {
            log.produce(0, numbers(0, 10));
            log.produce(0, "acme/a", "gibberish", "10");
            log.letGo(0, 10);
            var archive = new ListedArchive(11);
            log.start(new DiscerningRecording(), log.database(), archive);
            eventually(() -> assertThat(log.next(0)).isEqualTo(12));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 11));
        }
    }
}
