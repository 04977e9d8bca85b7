package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.log.producer.UnreadableOffsetException;
import dev.bellwether.chassis.log.recovery.DatabaseCommittedOffsets;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.log.recovery.TopicResetPolicy;
import dev.bellwether.embedded.testing.Configurations;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.IngestionTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A topic is deleted and made again under a gateway, as when Kafka comes back empty: it counts from 0, and its reader does not.
@IngestionTest
class InboundTopicReplacedTest {

    private static final byte[] KEY = "acme/a1".getBytes();

    @Inject
    KafkaSettings kafka;

    private final String topic = "log-" + UUID.randomUUID();
    private final IngestionDatabase ingestion = new IngestionDatabase();
    private DatabaseCommittedOffsets committedOffsets;
    private GatewayLog log;

    @BeforeEach
    void open() {
        committedOffsets = new DatabaseCommittedOffsets(ingestion.database, kafka, topic);
        log = new GatewayLog(kafka, committedOffsets, Configurations.of(GatewayConfig.class, Map.of()), () -> 1);
        Topics.ensure(kafka, 1, topic);
    }

    @AfterEach
    void close() {
        log.close();
        committedOffsets.close();
        ingestion.close();
    }

    @Test
    void an_event_at_an_offset_that_the_recorder_has_passed_is_not_acknowledged() throws Exception {
        committedOffsets.start();
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(send())).isEmpty();
        }
        recordedUpTo(3);
        assertThat(refusal(send())).as("the log that it knows").isEmpty();

        makeAgain();

        for (int i = 0; i < 3; i++) {
            assertThat(refusal(send())).hasValueSatisfying(refused -> assertThat(refused)
                    .isInstanceOf(Refusal.Unavailable.class)
                    .hasMessageContaining("keep them and send them again")
                    .hasMessageContaining("docs/operations.md#kafka-is-lost"));
        }
    }

    @Test
    void in_a_topic_that_the_database_does_not_know_nothing_is_acknowledged_wherever_it_lands() throws Exception {
        known(false);
        committedOffsets.start();
        assertThat(refusal(send())).isEmpty();

        makeAgain();
        committedOffsets.refresh();
        assertThat(refusal(send())).hasValueSatisfying(refused -> assertThat(refused).isInstanceOf(Refusal.Unavailable.class));

        known(true);
        committedOffsets.refresh();
        assertThat(refusal(send())).as("once the service resumes on it").isEmpty();
    }

    @Test
    void neither_does_what_is_written_from_within_count_as_written() throws Exception {
        recordedUpTo(3);
        committedOffsets.start();
        try (LogProducer producer = new LogProducer(kafka, committedOffsets)) {
            CompletableFuture<?> sent = producer.send(topic, 0, null, new byte[1]);
            assertThatThrownBy(producer::flush).isInstanceOf(PublishFailedException.class)
                    .hasRootCauseInstanceOf(UnreadableOffsetException.class)
                    .hasMessageContaining("partition 0 of " + topic + " has taken a record at offset 0, where its reader is past 3");
            assertThat(sent).isCompletedExceptionally();
        }
    }

    @Test
    void before_it_is_known_what_has_been_read_nothing_is_acknowledged() throws Exception {
        assertThat(refusal(send())).hasValueSatisfying(refused -> assertThat(refused).isInstanceOf(Refusal.Unavailable.class));
        committedOffsets.start();
        assertThat(refusal(send())).isEmpty();
    }

    private void known(boolean goOn) {
        new TopicRegistry(kafka, ingestion.database, goOn).settle(topic, TopicResetPolicy.atTheBeginning(topic));
    }

    private CompletableFuture<Void> send() {
        Acknowledgement acknowledgement = log.acknowledgement(topic);
        log.send(topic, KEY, new byte[10], List.of(), acknowledgement);
        return Gateway.whenLogged(acknowledgement.allSent());
    }

    private static Optional<Throwable> refusal(CompletableFuture<Void> answer) throws Exception {
        return Optional
                .ofNullable(answer.handle((_, failure) -> failure == null || failure.getCause() == null ? failure : failure.getCause())
                        .get(60, TimeUnit.SECONDS));
    }

    private void recordedUpTo(long next) {
        ingestion.database.withConnection(sql -> sql.update(
                "INSERT INTO log_offset (topic, partition, next) VALUES ($1, 0, $2)", Tuple.of(topic, next)));
        committedOffsets.refresh();
    }

    private void makeAgain() throws Exception {
        try (Admin admin = new KafkaClients(kafka).admin()) {
            admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
            Topics.ensure(kafka, 1, topic);
        }
    }
}
