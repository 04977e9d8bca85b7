package dev.bellwether.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
    private static final TopicPartition FIRST = new TopicPartition("letters", 0);

    @TempDir
    Path directory;

    @Test
    void what_was_stored_is_there_at_the_next_start() throws Exception {
        try (var kafka = LocalKafka.start(directory, 0)) {
            create(kafka);
            try (var producer = new KafkaProducer<>(client(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>("letters", 0, null, "a".getBytes(UTF_8))).get(60, TimeUnit.SECONDS);
            }
        }
        try (var kafka = LocalKafka.start(directory, 0);
                var consumer = new KafkaConsumer<>(client(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(FIRST));
            consumer.seekToBeginning(List.of(FIRST));
            var records = consumer.poll(Duration.ofSeconds(20)).records(FIRST);
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().value()).isEqualTo("a".getBytes(UTF_8));
        }
    }

    @Test
    void a_topic_is_not_created_by_asking_for_it() throws Exception {
        try (var kafka = LocalKafka.start(directory, 0); var admin = Admin.create(client(kafka))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("letters")).allTopicNames().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var other = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalKafka.start(directory, other.getLocalPort()))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()));
        }
    }

    private static void create(LocalKafka kafka) throws Exception {
        try (var admin = Admin.create(client(kafka))) {
            admin.createTopics(List.of(new NewTopic("letters", 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static Map<String, Object> client(LocalKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
