package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.chassis.testing.LoggedLines;
import dev.bellwether.chassis.testing.SharedKafka;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/// Kafka has come back empty: a topic of the same name, which counts from 0.
class TopicReplacedTest {

    @Test
    void a_partition_that_ends_before_the_databases_offset_is_not_read_and_logged_once_while_the_others_continue() {
        try (var log = new Fixture(2); var said = new LoggedLines(AssignedPartitions.class.getName())) {
            standsAt(log, 0, 7);
            log.produce(0, numbers(0, 3));
            log.produce(1, numbers(0, 3));
            log.start(new Recording());
            eventually(() -> assertThat(log.next(1)).isEqualTo(3));
            eventually(() -> assertThat(said.lines()).contains("Partition 0 of " + log.topic
                    + " ends at offset 3, and this service's database"
                    + " has read it up to offset 7: this is not the log that the database knows. Nothing is read from it until an operator"
                    + " confirms it: docs/operations.md#kafka-is-lost"));
            log.produce(1, numbers(3, 6));
            eventually(() -> assertThat(log.next(1)).isEqualTo(6));
            assertThat(said.lines()).filteredOn(line -> line.contains(log.topic)).hasSize(1);
            assertThat(log.ledger.contents(0)).isEmpty();
        }
    }

    @Test
    void a_topic_that_is_recreated_under_a_consumer_is_not_read_however_far_it_reaches() throws Exception {
        try (var log = new Fixture(1); var said = new LoggedLines(AssignedPartitions.class.getName())) {
            known(log, false);
            LogConsumer consumer = log.start(new Recording());
            log.produce(0, numbers(0, 5));
            eventually(() -> assertThat(log.next(0)).isEqualTo(5));

            makeAgain(log);
            log.produce(0, numbers(100, 103));
            eventually(() -> assertThat(said.lines()).anySatisfy(line -> assertThat(line)
                    .contains("Partition 0 of " + log.topic + " is in a topic that was recreated")));
            log.produce(0, numbers(103, 120));
            consumer.close();

            said.lines().clear();
            log.start(new Recording());
            eventually(() -> assertThat(said.lines()).as("another replica finds the same")
                    .anySatisfy(line -> assertThat(line).contains("was recreated")));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 5));
            assertThat(log.next(0)).isEqualTo(5);
        }
    }

    @Test
    void when_it_is_decided_so_a_new_topic_is_read_from_its_beginning() throws Exception {
        try (var log = new Fixture(1)) {
            known(log, false);
            LogConsumer before = log.start(new Recording());
            log.produce(0, numbers(0, 5));
            eventually(() -> assertThat(log.next(0)).isEqualTo(5));
            before.close();
            makeAgain(log);
            log.produce(0, numbers(100, 103));
            known(log, false);
            assertThat(log.next(0)).as("not by itself").isEqualTo(5);

            known(log, true);
            log.start(new Recording());
            eventually(() -> assertThat(log.next(0)).isEqualTo(3));
            assertThat(log.ledger.contents(0)).containsExactly("0", "1", "2", "3", "4", "100", "101", "102");

            known(log, true);
            assertThat(log.next(0)).as("again, with nothing to do").isEqualTo(3);
        }
    }

    private static void known(Fixture log, boolean goOn) {
        new TopicRegistry(SharedKafka.settings(), log.database, goOn).settle(log.topic, TopicResetPolicy.atTheBeginning(log.topic));
    }

    private static void standsAt(Fixture log, int partition, long next) {
        log.database.withConnection(sql -> sql.update(
                "INSERT INTO log_offset (topic, partition, next) VALUES ($1, $2, $3)", Tuple.of(log.topic, partition, next)));
    }

    private static void makeAgain(Fixture log) throws Exception {
        try (Admin admin = new KafkaClients(SharedKafka.settings()).admin()) {
            admin.deleteTopics(List.of(log.topic)).all().get(60, TimeUnit.SECONDS);
            Topics.ensure(SharedKafka.settings(), 1, log.topic);
        }
    }
}
