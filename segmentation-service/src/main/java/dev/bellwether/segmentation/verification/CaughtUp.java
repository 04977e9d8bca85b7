package dev.bellwether.segmentation.verification;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import jakarta.inject.Singleton;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.announcement.SchemeAnnouncements;
import dev.bellwether.segmentation.announcement.SchemeAnnouncements.BegunRevision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Waits until what stands on `features` is stored, and accounts are decided by every scheme that has taken force.
@Singleton
public class CaughtUp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private final KafkaSettings kafka;
    private final Database database;
    private final InstantSource clock;

    CaughtUp(KafkaSettings kafka, Database database, InstantSource clock) {
        this.clock = clock;
        this.kafka = kafka;
        this.database = database;
    }

    /// @param tenants whose accounts are meant
    /// @throws Refusal.FailedPrecondition when half a minute does not suffice
    void await(int partition, Set<String> tenants) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Each has a notice on the topic when it is announced.
        for (Optional<BegunRevision> begun = begun(tenants); begun.isPresent(); begun = begun(tenants)) {
            if (System.nanoTime() > deadline) {
                BegunRevision first = begun.get();
                throw new Refusal.FailedPrecondition("revision " + first.revision() + " of the scheme of tenant '" + first.tenant()
                        + "' decides from " + first.firstDay() + " on, and the day before is not closed yet; try again when it is");
            }
            pause();
        }
        long end = end(partition);
        while (next(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new Refusal.FailedPrecondition(
                        "partition " + partition + " of " + Topics.FEATURES + " is not processed to its end; try again later");
            }
            pause();
        }
    }

    private Optional<BegunRevision> begun(Set<String> tenants) {
        return database.withConnection(sql -> SchemeAnnouncements.waiting(sql, Dates.dayOf(clock.instant()), tenants));
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
