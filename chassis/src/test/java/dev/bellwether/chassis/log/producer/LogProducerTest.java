package dev.bellwether.chassis.log.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.testing.SharedKafka;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LogProducerTest {
    private static final LogProducer PRODUCER = new LogProducer(SharedKafka.settings());
    private static final byte[] TOO_LARGE = new byte[Topics.MAX_RECORD_BYTES + 1];

    @AfterAll
    static void close() {
        PRODUCER.close();
    }

    @Test
    void a_record_goes_to_its_accounts_partition() {
        String topic = SharedKafka.newTopic(7);
        for (int i = 0; i < 30; i++) {
            var account = new AccountKey("acme", "account-" + i);
            var metadata = PRODUCER.send(topic, account, new byte[1]).orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(metadata.partition()).isEqualTo(account.partition(7));
        }
    }

    @Test
    void after_a_flush_everything_sent_is_in_the_log() {
        String topic = SharedKafka.newTopic(1);
        var sent = PRODUCER.send(topic, 0, null, new byte[1]);
        PRODUCER.flush();
        assertThat(sent).isCompletedWithValueMatching(metadata -> metadata.offset() == 0);
    }

    /// Several requests' worth, while the broker still makes the partition's leader.
    @Test
    void what_is_sent_to_a_topic_that_has_just_been_made_arrives_in_order() {
        for (int round = 0; round < 10; round++) {
            String topic = SharedKafka.newTopic(1);
            var sent = new ArrayList<CompletableFuture<RecordMetadata>>();
            for (int i = 0; i < 2_000; i++) {
                sent.add(PRODUCER.send(topic, 0, null, new byte[1_000]));
            }
            PRODUCER.flush();
            for (int i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i).join().offset()).isEqualTo(i);
            }
        }
    }

    @Test
    void a_flush_fails_when_a_record_has_not_made_it_and_nothing_was_sent_behind_the_gap() {
        String topic = SharedKafka.newTopic(1);
        PRODUCER.send(topic, 0, null, TOO_LARGE);
        var behind = PRODUCER.send(topic, 0, null, new byte[1]);
        assertThatThrownBy(PRODUCER::flush).isInstanceOf(PublishFailedException.class).hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(behind).isCompletedExceptionally();

        var again = PRODUCER.send(topic, 0, null, new byte[1]);
        PRODUCER.flush();
        assertThat(again).isCompletedWithValueMatching(metadata -> metadata.offset() == 0);
    }

    @Test
    void the_failure_of_one_thread_is_not_told_to_another() throws Exception {
        String topic = SharedKafka.newTopic(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            threads.submit(() -> PRODUCER.send(topic, 0, null, TOO_LARGE)).get(60, TimeUnit.SECONDS);
            PRODUCER.send(topic, 0, null, new byte[1]);
            assertThatCode(PRODUCER::flush).doesNotThrowAnyException();
            assertThatThrownBy(() -> threads.submit(PRODUCER::flush).get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PublishFailedException.class);
        }
    }
}
