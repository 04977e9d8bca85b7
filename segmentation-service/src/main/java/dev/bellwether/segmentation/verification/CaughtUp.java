package dev.bellwether.segmentation.verification;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Waits until what stands on `features` is stored.
@Singleton
public class CaughtUp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private final KafkaSettings kafka;
    private final Database database;

    CaughtUp(KafkaSettings kafka, Database database) {
        this.kafka = kafka;
        this.database = database;
    }

    /// @throws Refusal.FailedPrecondition when half a minute does not suffice
    void await(int partition) {
        long end = end(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new Refusal.FailedPrecondition(
                        "partition " + partition + " of " + Topics.FEATURES + " is not processed to its end; try again later");
            }
            pause();
        }
    }

    private long next(int partition) {
        return database.withConnection(new OffsetCheckpoint(Topics.FEATURES, partition)::load).orElse(0);
    }

    private long end(int partition) {
        TopicPartition topic = new TopicPartition(Topics.FEATURES, partition);
        try (Admin admin = new KafkaClients(kafka).admin()) {
            return admin.listOffsets(Map.of(topic, OffsetSpec.latest())).partitionResult(topic)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS).offset();
        } catch (ExecutionException | TimeoutException unanswered) {
            throw new IllegalStateException("Kafka does not say where " + topic + " ends", unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
