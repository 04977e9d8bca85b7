package dev.bellwether.chassis.operations;

import com.google.protobuf.Duration;
import dev.bellwether.chassis.log.checkpoint.ArchivedOffset;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.recovery.TopicRegistry;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.PartitionProgress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// How far a service has come, against how far the log reaches.
final class ConsumptionProgress {
    private static final int PATIENCE_SECONDS = 10;
    private static final long IN_ARCHIVE = -1;

    private final String service;
    private final Database database;
    private final KafkaSettings kafka;
    private final Function<Sql, HeldBack> heldBack;

    ConsumptionProgress(String service, Database database, KafkaSettings kafka, Function<Sql, HeldBack> heldBack) {
        this.service = service;
        this.database = database;
        this.kafka = kafka;
        this.heldBack = heldBack;
    }

    GetProgressResponse now() {
        record Stored(Map<TopicPartition, Long> next, Map<String, UUID> known, long unpublished, HeldBack heldBack) {}
        Stored stored = database.withConnection(sql -> {
            Map<TopicPartition, Long> next = OffsetCheckpoint.loadAll(sql);
            // After the offsets and before the ends, so that a record that moves meanwhile is seen in one place at least.
            return new Stored(next, TopicRegistry.ids(sql), Publications.unpublished(sql), heldBack.apply(sql));
        });
        Log log = log(stored.next(), stored.known());
        var progress = GetProgressResponse.newBuilder().setService(service).setUnpublishedEvents(stored.unpublished())
                .addAllStrangeTopics(log.strange()).setWaitingMessages(stored.heldBack().messages());
        // Both parts have one sign.
        stored.heldBack().longest().map(java.time.Duration::toMillis).ifPresent(millis -> progress.setLongestWait(
                Duration.newBuilder().setSeconds(millis / 1_000).setNanos((int) (millis % 1_000) * 1_000_000)));
        stored.next().forEach((partition, next) -> progress.addPartitions(PartitionProgress.newBuilder()
                .setTopic(partition.topic())
                .setPartition(partition.partition())
                .setNextOffset(ArchivedOffset.is(next) ? IN_ARCHIVE : next)
                .setEndOffset(log.ends().get(partition).offset())));
        return progress.build();
    }

    private record Log(Map<TopicPartition, ListOffsetsResultInfo> ends, List<String> strange) {}

    private Log log(Map<TopicPartition, Long> partitions, Map<String, UUID> known) {
        if (partitions.isEmpty() && known.isEmpty()) {
            return new Log(Map.of(), List.of());
        }
        try (var admin = new KafkaClients(kafka).admin()) {
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin
                    .listOffsets(partitions.keySet().stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Log(ends, TopicRegistry.strange(admin, known));
        } catch (ExecutionException e) {
            throw new java.util.concurrent.CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("the log does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.TimeoutException("interrupted while waiting for the log", e);
        }
    }
}
