package dev.bellwether.local.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.LogRange;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.store.LogSink;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.RecommendationChanged;
import io.grpc.ManagedChannel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A rolling upgrade, as Kubernetes does it: each replica of each service is ended by SIGTERM and started again, one after the other,
/// while events and questions come in.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RollingRestartTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void no_call_fails_and_nothing_is_lost_or_happens_twice_while_every_replica_is_restarted_under_load() throws Exception {
        Duration offset = Duration.between(InstantSource.system().instant(), NOON);
        InstantSource clock = () -> InstantSource.system().instant().plus(offset);
        try (Replicas replicas = new Replicas(folder, offset);
                SteadyLoad load = new SteadyLoad(replicas.addresses(), replicas.adminKey().value(), clock);
                Connection connection = new Connection(replicas.addresses(), replicas::adminKey)) {
            ManagedChannel watching = StandardClient.connect(replicas.addresses().of(Service.PLAYBOOKS), replicas.adminKey().value());
            Watcher watcher = new Watcher(watching, SteadyLoad.TENANT);
            watcher.start();
            long began = System.nanoTime();
            load.start();
            for (Service service : Service.values()) {
                for (int replica = 0; replica < Replicas.COUNT; replica++) {
                    replicas.restart(service, replica);
                }
            }
            load.stop();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.err.printf("%,d events in %.0f s (%,.0f a second), %,d answers, watched %d times%n",
                    load.accepted(), seconds, load.accepted() / seconds, load.answers(), watcher.beginnings());

            assertThat(load.failures()).isEmpty();
            assertThat(load.accepted()).isEqualTo(load.sent());
            assertThat(watcher.failures()).isEmpty();

            new PipelineProgress(connection).awaitSettled(_ -> {});
            Verification verification = Verification.run(connection, (_, _) -> {});
            assertThat(verification.differences()).isEmpty();
            assertThat(verification.differenceCount()).isZero();
            assertThat(verification.events()).isEqualTo(load.sent());
            assertThat(verification.accounts()).isEqualTo(load.accounts());
            assertThat(verification.openRecommendations()).isGreaterThanOrEqualTo(load.accounts());

            eachMembershipEventIsOnTheLogOnceAndInOrder(replicas.kafka(), load.accounts());
            eachChangeOfRecommendationsIsOnTheLogOnceAndInOrder(replicas.kafka(), load.accounts());
            hasHeardOfEverything(watcher);
            watching.shutdownNow();
        }
    }

    private static void hasHeardOfEverything(Watcher watcher) {
        Map<String, Recommendation> open = watcher.list().stream().collect(Collectors.toMap(Recommendation::getName, each -> each));
        // By account first: the difference is what a reader of a failure needs, and each map has hundreds of recommendations.
        Eventually.eventually(() -> assertThat(watcher.known().keySet()).containsExactlyInAnyOrderElementsOf(open.keySet()));
        Eventually.eventually(
                () -> assertThat(watcher.known().values()).filteredOn(each -> !each.equals(open.get(each.getName()))).isEmpty());
    }

    /// Of a service that was ended in order, not even a reader that does not look at versions sees anything twice.
    private static void eachMembershipEventIsOnTheLogOnceAndInOrder(String kafka, int accounts) {
        Map<String, List<Long>> versions = read(kafka, Topics.SEGMENTS,
                each -> ByteBuffer.wrap(each.headers().lastHeader(LogSink.VERSION).value()).getLong());
        assertThat(versions).hasSize(accounts);
        assertThat(versions).allSatisfy((_, seen) -> assertThat(seen).isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList()));
    }

    private static void eachChangeOfRecommendationsIsOnTheLogOnceAndInOrder(String kafka, int accounts) {
        Map<String, List<Long>> revisions = read(kafka, Topics.PLAYBOOKS, each -> {
            try {
                return RecommendationChanged.parseFrom(each.value()).getRecommendation().getRevision();
            } catch (InvalidProtocolBufferException malformed) {
                throw new AssertionError(malformed);
            }
        });
        assertThat(revisions).hasSize(accounts);
        assertThat(revisions).allSatisfy((_, seen) -> assertThat(seen).isSorted().doesNotHaveDuplicates());
    }

    /// What the records of each account say, in their order.
    private static Map<String, List<Long>> read(String kafka, String topic, ToLongFunction<ConsumerRecord<byte[], byte[]>> number) {
        Map<String, List<Long>> numbers = new HashMap<>();
        LogRange.forEach(new KafkaClients(new KafkaSettings(kafka)), topic,
                record -> numbers.computeIfAbsent(new String(record.key(), UTF_8), _ -> new ArrayList<>()).add(number.applyAsLong(record)));
        return numbers;
    }
}
