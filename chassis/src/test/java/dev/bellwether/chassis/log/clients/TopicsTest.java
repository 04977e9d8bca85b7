package dev.bellwether.chassis.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.testing.SharedKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void a_topic_is_made_with_a_place_for_its_dead_letters() throws Exception {
        Topics.ensure(SharedKafka.settings(), 5, "made");
        try (var admin = new KafkaClients(SharedKafka.settings()).admin()) {
            var made = admin.describeTopics(List.of("made", "made.dlq")).allTopicNames().get(60, TimeUnit.SECONDS);
            assertThat(made.get("made").partitions()).hasSize(5);
            assertThat(made.get("made.dlq").partitions()).hasSize(1);
        }
    }

    @Test
    void services_that_start_together_do_not_get_in_each_others_way() throws Exception {
        try (var services = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 4)
                    .mapToObj(_ -> services.submit(() -> Topics.ensure(SharedKafka.settings(), 3, "shared-a", "shared-b")))
                    .toList();
            for (var start : starts) {
                start.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void a_topic_of_another_size_is_refused_with_both_sizes() {
        Topics.ensure(SharedKafka.settings(), 3, "small");
        assertThatThrownBy(() -> Topics.ensure(SharedKafka.settings(), 12, "small"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("12 partitions")
                .hasMessageContaining("small has 3");
    }

    @Test
    void what_is_written_to_a_topic_that_was_just_made_is_kept() throws Exception {
        int partitions = 100;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", SharedKafka.settings().bootstrapServers(),
                "linger.ms", 0,
                "batch.size", 1);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of("young-a", "young-b", "young-c")) {
                Topics.ensure(SharedKafka.settings(), partitions, topic);
                // Several batches under way to each partition at once is what a partition without a leader gets wrong.
                var sent = IntStream.range(0, partitions * 5)
                        .mapToObj(i -> producer.send(new ProducerRecord<>(topic, i % partitions, null, new byte[] {1})))
                        .toList();
                for (var record : sent) {
                    assertThat(record.get(60, TimeUnit.SECONDS).offset()).isLessThan(5);
                }
            }
        }
    }
}
