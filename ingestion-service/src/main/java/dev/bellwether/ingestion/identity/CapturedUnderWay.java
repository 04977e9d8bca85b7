package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.checkpoint.OffsetCheckpoint;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.backfill.FactsUnderWay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// What stands on `captured` and has not been passed on: seen by where the log ends, and how far the resolver has come. Who still
/// waits for a company then is settled: all that the backfill says is said.
@ApplicationScoped
class CapturedUnderWay implements FactsUnderWay {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final KafkaSettings kafka;
    private final Database database;
    private final CompanyWaitExpiry settling;
    private final int partitions;

    CapturedUnderWay(KafkaSettings kafka, Database database, CompanyWaitExpiry settling,
            PartitionsConfig partitions) {
        this.kafka = kafka;
        this.database = database;
        this.settling = settling;
        this.partitions = partitions.count();
    }

    @Override
    public void awaitArrival(String tenant, String backfill) {
        Map<Integer, Long> ends = ends();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database.withConnection(sql -> isReached(sql, ends))) {
            if (System.nanoTime() > deadline) {
                throw new Refusal.Overloaded("messages sent before are still on their way to the log: finish again after a while",
                        Duration.ofSeconds(10));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        settling.settle(tenant, backfill);
    }

    private Map<Integer, Long> ends() {
        try (var consumer = new KafkaClients(kafka).reader()) {
            return consumer
                    .endOffsets(
                            IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(Topics.CAPTURED, partition)).toList())
                    .entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        }
    }

    private static boolean isReached(Sql sql, Map<Integer, Long> ends) {
        Map<Integer, Long> next = OffsetCheckpoint.loadAll(sql, Topics.CAPTURED);
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
