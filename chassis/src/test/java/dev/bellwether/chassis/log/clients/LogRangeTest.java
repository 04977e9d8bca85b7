package dev.bellwether.chassis.log.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.testing.SharedKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRangeTest {

    private static final AccountKey ACME = new AccountKey("t", "acme");
    private static final AccountKey OTHER = new AccountKey("t", "other");

    private final KafkaClients clients = new KafkaClients(SharedKafka.settings());
    private final String topic = SharedKafka.newTopic(2);
    private final TopicPartition partition = new TopicPartition(topic, 1);

    /// Offsets 0 to 9 hold their own numbers; the even ones are of ACME.
    @BeforeEach
    void write() {
        try (LogProducer producer = new LogProducer(SharedKafka.settings())) {
            for (int i = 0; i < 10; i++) {
                producer.send(topic, 1, (i % 2 == 0 ? ACME : OTHER).bytes(), Integer.toString(i).getBytes(UTF_8));
            }
            producer.send(topic, 0, ACME.bytes(), "elsewhere".getBytes(UTF_8));
            producer.flush();
        }
    }

    @Test
    void it_begins_and_ends_at_the_given_offsets() {
        try (LogRange range = LogRange.open(clients, partition, 3, 7)) {
            assertThat(range.isWhole()).isTrue();
            assertThat(read(range)).containsExactly("3", "4", "5", "6");
        }
        try (LogRange empty = LogRange.open(clients, partition, 10, 10)) {
            assertThat(empty.isWhole()).isTrue();
            assertThat(read(empty)).isEmpty();
        }
    }

    @Test
    void one_account_s_records_can_be_read_alone() {
        try (LogRange range = LogRange.open(clients, partition, 3, 8)) {
            List<String> values = new ArrayList<>();
            range.forEach(ACME, record -> values.add(new String(record.value(), UTF_8)));
            assertThat(values).containsExactly("4", "6");
        }
    }

    @Test
    void what_has_expired_is_missing_and_it_says_so() throws Exception {
        expire(5);
        try (LogRange range = LogRange.open(clients, partition, 3, 7)) {
            assertThat(range.isWhole()).isFalse();
            assertThat(read(range)).containsExactly("5", "6");
        }
        try (LogRange range = LogRange.open(clients, partition, 5, 7)) {
            assertThat(range.isWhole()).isTrue();
        }
        expire(10);
        try (LogRange range = LogRange.open(clients, partition, 3, 7)) {
            assertThat(range.isWhole()).isFalse();
            assertThat(read(range)).isEmpty();
        }
    }

    @Test
    void a_partition_and_a_topic_are_read_as_far_as_they_reach_now() throws Exception {
        expire(8);
        try (LogRange all = LogRange.open(clients, partition)) {
            assertThat(all.isWhole()).isTrue();
            assertThat(read(all)).containsExactly("8", "9");
        }
        List<String> values = new ArrayList<>();
        LogRange.forEach(clients, topic, record -> values.add(new String(record.value(), UTF_8)));
        assertThat(values).containsExactly("elsewhere", "8", "9");
    }

    private void expire(long before) throws Exception {
        try (var admin = clients.admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(LogRange range) {
        List<String> values = new ArrayList<>();
        range.forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }
}
