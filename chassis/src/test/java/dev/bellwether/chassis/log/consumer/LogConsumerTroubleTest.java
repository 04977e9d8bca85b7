package dev.bellwether.chassis.log.consumer;

import static dev.bellwether.chassis.log.consumer.Fixture.contents;
import static dev.bellwether.chassis.log.consumer.Fixture.numbers;
import static dev.bellwether.embedded.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.testing.SharedKafka;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// One record or one account that cannot be processed holds up no other.
class LogConsumerTroubleTest {
    private static final AccountKey BAD = new AccountKey("acme", "bad");

    @Test
    void an_undecodable_record_becomes_a_dead_letter_with_its_origin_and_the_rest_continues() {
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/a", "0", "1", "gibberish", "2", "gibberish", "3");
            log.start(new DiscerningRecording());
            eventually(() -> assertThat(log.next(0)).isEqualTo(6));
            assertThat(log.ledger.contents(0)).isEqualTo(numbers(0, 4));

            var letters = read(Topics.deadLetters(log.topic), 2);
            assertThat(letters).extracting(letter -> headers(letter).get("origin-offset")).containsExactly("2", "4");
            assertThat(letters.getFirst().key()).isEqualTo("acme/a".getBytes(UTF_8));
            assertThat(letters.getFirst().value()).isEqualTo("gibberish".getBytes(UTF_8));
            assertThat(headers(letters.getFirst()))
                    .containsEntry("origin-topic", log.topic)
                    .containsEntry("origin-partition", "0")
                    .containsEntry("reason", "not a number");
        }
    }

    @Test
    void an_account_that_cannot_be_processed_is_suspended_from_its_first_record_in_the_batch_and_all_others_continue() {
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/a", "a0");
            log.produce(0, "acme/bad", "b0");
            log.produce(0, "acme/bad", "b1 fails");
            log.produce(0, "acme/a", "a1");
            log.start(new FailingFor(BAD));
            eventually(() -> assertThat(log.next(0)).isEqualTo(4));
            log.produce(0, "acme/bad", "b2");
            log.produce(0, "acme/a", "a2");
            eventually(() -> assertThat(log.next(0)).isEqualTo(6));
            assertThat(log.ledger.contents(0)).containsExactly("a0", "a1", "a2");
            assertThat(suspensions(log)).containsExactly("acme/bad@1: no plan");
        }
    }

    @Test
    void a_suspension_outlives_the_process() {
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/bad", "b0 fails");
            var first = log.start(new FailingFor(BAD));
            eventually(() -> assertThat(log.next(0)).isEqualTo(1));
            first.close();
            log.start(new Recording());
            log.produce(0, "acme/bad", "b1");
            log.produce(0, "acme/a", "a0");
            eventually(() -> assertThat(log.next(0)).isEqualTo(3));
            assertThat(log.ledger.contents(0)).containsExactly("a0");
        }
    }

    @Test
    void an_account_that_is_resumed_takes_part_again_at_once_whichever_replica_works_on_it() {
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/bad", "b0 fails");
            log.start(new FailingFor(BAD));
            eventually(() -> assertThat(log.next(0)).isEqualTo(1));
            assertThat(suspensions(log)).hasSize(1);
            log.database.withConnection(sql -> sql.execute("DELETE FROM suspended_account"));
            log.produce(0, "acme/bad", "b1");
            eventually(() -> assertThat(log.ledger.contents(0)).containsExactly("b1"));
        }
    }

    @Test
    void a_marker_is_handed_over_with_the_accounts_to_pass_over() {
        try (var log = new Fixture(1)) {
            log.produce(0, "acme/bad", "b0");
            log.produce(0, null, "marker");
            var recording = new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    if (contents(batch).contains("marker") && !batch.suspended().contains(BAD)) {
                        throw new AccountProcessingException(BAD, "cannot be closed", null);
                    }
                    return super.handle(batch, transaction);
                }
            };
            log.start(recording);
            eventually(() -> assertThat(log.next(0)).isEqualTo(2));
            assertThat(recording.batches.getLast().suspended()).isEqualTo(Set.of(BAD));
            assertThat(log.ledger.contents(0)).endsWith("marker");
        }
    }

    @Test
    void an_account_at_which_the_handler_fails_again_and_again_without_saying_why_is_found_and_suspended() {
        try (var log = new Fixture(1)) {
            for (int i = 0; i < 16; i++) {
                log.produce(0, i == 11 ? "acme/bad" : "acme/a" + i, Integer.toString(i));
            }
            log.start(new Recording() {
                @Override
                public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
                    if (contents(batch).contains("11")) {
                        throw new IllegalStateException("what is this?");
                    }
                    return super.handle(batch, transaction);
                }
            });
            eventually(() -> assertThat(log.next(0)).isEqualTo(16));
            assertThat(log.ledger.contents(0)).hasSize(15).doesNotContain("11");
            assertThat(suspensions(log)).containsExactly("acme/bad@11: what is this?");
        }
    }

    private static final class FailingFor extends Recording {
        private final AccountKey account;

        FailingFor(AccountKey account) {
            this.account = account;
        }

        @Override
        public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
            if (contents(batch).stream().anyMatch(content -> content.endsWith("fails"))) {
                throw new AccountProcessingException(account, "no plan", null);
            }
            return super.handle(batch, transaction);
        }
    }

    private static List<String> suspensions(Fixture log) {
        return log.database.withConnection(sql -> {
            var rows = new ArrayList<String>();
            sql.execute("SELECT tenant || '/' || account || '@' || log_offset || ': ' || reason FROM suspended_account WHERE topic = $1",
                    Tuple.of(log.topic))
                    .forEach(row -> rows.add(row.getString(0)));
            return rows;
        });
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        eventually(() -> {
            records.clear();
            LogRange.forEach(new KafkaClients(SharedKafka.settings()), topic, records::add);
            assertThat(records).hasSize(count);
        });
        return records;
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
