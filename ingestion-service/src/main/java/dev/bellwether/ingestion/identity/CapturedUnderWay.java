package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.KafkaSettings;
import dev.bellwether.chassis.log.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.backfill.FactsUnderWay;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

    CapturedUnderWay(KafkaSettings kafka, Database database, CompanyWaitExpiry settling, @ConfigProperty(name = "bellwether.partitions") int partitions) {
        this.kafka = kafka;
        this.database = database;
        this.settling = settling;
        this.partitions = partitions;
    }

    @Override
    public void awaitArrival(String tenant, String backfill) {
        Map<Integer, Long> ends = ends();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database.withConnection(sql -> isReached(sql, ends))) {
            if (System.nanoTime() > deadline) {
                throw new Refusal.Overloaded("messages sent before are still on their way to the log: finish again after a while", Duration.ofSeconds(10));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        settling.settle(tenant, backfill);
    }

    private Map<Integer, Long> ends() {
        Map<String, Object> configuration = new HashMap<>(kafka.consumer());
        configuration.put("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer
                    .endOffsets(IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(Topics.CAPTURED, partition)).toList())
                    .entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        }
    }

    private static boolean isReached(Sql sql, Map<Integer, Long> ends) {
        Map<Integer, Long> next = new HashMap<>();
        for (Row row : sql.execute("SELECT partition, next FROM log_offset WHERE topic = $1", Tuple.of(Topics.CAPTURED))) {
            next.put(row.getInteger(0), row.getLong(1));
        }
        return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
