package dev.bellwether.features.service;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.LogEntry;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What lies around the service: time, the log in front of it, the journal behind that, and a reader of what it publishes.
@Singleton
class World {

    private static final int PARTITIONS = 2;

    private final KafkaSettings kafka;
    private final LogProducer producer;
    private final KafkaConsumer<byte[], byte[]> features;
    private final Server ingestion;
    private final List<List<ReplayPartitionResponse.Entry>> journal = List.of(new ArrayList<>(), new ArrayList<>());
    private final Map<AccountKey, List<AccountSnapshots>> published = new HashMap<>();
    private final long[] nextInbound = {100, 200};
    private final long[] recorded = {-1, -1};
    private volatile LocalDate today = LocalDate.of(2026, 3, 10);

    World(KafkaSettings kafka, LogProducer producer, @ConfigProperty(name = ServiceResource.JOURNAL) String journalAt)
            throws IOException {
        this.kafka = kafka;
        this.producer = producer;
        this.features = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = List.of(new TopicPartition(Topics.FEATURES, 0), new TopicPartition(Topics.FEATURES, 1));
        features.assign(all);
        features.seekToBeginning(all);
        int port = Integer.parseInt(journalAt.substring(journalAt.indexOf(':') + 1));
        ingestion = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create()).addService(new JournalAnswers()).build().start();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return () -> today.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    @PreDestroy
    void close() {
        features.close();
        ingestion.shutdownNow();
    }

    LocalDate today() {
        return today;
    }

    void happens(Facts facts) {
        happens(facts, "");
    }

    void happens(Facts facts, String backfill) {
        for (Event event : facts.events()) {
            int partition = partition(new AccountKey(event.getTenant(), event.getAccount()));
            write(partition, LogEntry.newBuilder().setReceivedAt(received()).setBackfill(backfill).setEvent(event).build());
        }
        flush();
    }

    /// The recorder has died after publishing, and publishes again.
    void repeat(AccountKey account) {
        int partition = partition(account);
        for (ReplayPartitionResponse.Entry entry : List.copyOf(journal.get(partition))) {
            if (entry.getEntry().getEvent().getAccount().equals(account.account())) {
                send(partition, entry.getLogOffset(), entry.getEntry());
            }
        }
        flush();
    }

    /// Midnight, in one partition after the other.
    LocalDate dayEnds() {
        LocalDate day = today;
        today = day.plusDays(1);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            write(partition, LogEntry.newBuilder()
                    .setReceivedAt(received())
                    .setDayClosed(DayClosed.newBuilder().setDay(Days.date(Days.of(day))))
                    .build());
        }
        flush();
        return day;
    }

    void backfillFinished(String tenant, String backfill) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            write(partition, LogEntry.newBuilder()
                    .setReceivedAt(received())
                    .setBackfillFinished(BackfillFinished.newBuilder()
                            .setTenant(tenant)
                            .setBackfill(backfill)
                            .setCloseThrough(Days.date(Days.of(today) - 1)))
                    .build());
        }
        flush();
    }

    void sendNonsense(int partition) {
        producer.send(Topics.EVENTS, partition, "acme/x".getBytes(), new byte[] {1, 2, 3},
                new RecordHeader("inbound-offset", ByteBuffer.allocate(8).putLong(nextInbound[partition]++).array()));
        flush();
    }

    /// What is on topic `events` so far comes of age there, all of it or its first half.
    void comesOfAge(int partition, boolean all) {
        TopicPartition events = new TopicPartition(Topics.EVENTS, partition);
        try (Admin admin = new KafkaClients(kafka).admin()) {
            long end = admin.listOffsets(Map.of(events, OffsetSpec.latest())).partitionResult(events).get(60, TimeUnit.SECONDS).offset();
            admin.deleteRecords(Map.of(events, RecordsToDelete.beforeOffset(all ? end : end / 2))).all().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static int partition(AccountKey account) {
        return account.partition(PARTITIONS);
    }

    /// An account of that tenant that lives in that partition.
    static AccountKey account(String tenant, String prefix, int partition) {
        for (int i = 0;; i++) {
            AccountKey key = new AccountKey(tenant, prefix + i);
            if (partition(key) == partition) {
                return key;
            }
        }
    }

    /// Waits for a snapshot of the account.
    Snapshot await(AccountKey account, Predicate<Snapshot> wanted) {
        return Eventually.eventually(() -> {
            Optional<Snapshot> found = snapshots(account).stream().filter(wanted).findFirst();
            if (found.isEmpty()) {
                poll();
            }
            return found;
        }, Optional::isPresent).orElseThrow();
    }

    List<Snapshot> snapshots(AccountKey account) {
        return messages(account).stream().flatMap(message -> message.getSnapshotsList().stream()).toList();
    }

    List<AccountSnapshots> messages(AccountKey account) {
        return List.copyOf(published.getOrDefault(account, List.of()));
    }

    Map<AccountKey, List<AccountSnapshots>> all() {
        return published;
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : features.poll(Duration.ofMillis(50))) {
            try {
                published.computeIfAbsent(AccountKey.parse(record.key()), _ -> new ArrayList<>())
                        .add(AccountSnapshots.parseFrom(record.value()));
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Timestamp received() {
        Instant now = today.atTime(0, 10).toInstant(ZoneOffset.UTC);
        return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).build();
    }

    private void write(int partition, LogEntry entry) {
        // Gaps, as repeats and quarantined events leave them.
        long offset = nextInbound[partition] += 1 + entry.getSerializedSize() % 3;
        synchronized (journal) {
            recorded[partition] = offset;
            if (entry.getEvent().hasAccountErased()) {
                journal.get(partition).removeIf(it -> it.getEntry().getEvent().getTenant().equals(entry.getEvent().getTenant())
                        && it.getEntry().getEvent().getAccount().equals(entry.getEvent().getAccount()));
            } else {
                journal.get(partition).add(ReplayPartitionResponse.Entry.newBuilder().setLogOffset(offset).setEntry(entry).build());
            }
        }
        send(partition, offset, entry);
    }

    private void send(int partition, long offset, LogEntry entry) {
        byte[] key = entry.hasEvent()
                ? new AccountKey(entry.getEvent().getTenant(), entry.getEvent().getAccount()).bytes()
                : null;
        producer.send(Topics.EVENTS, partition, key, entry.toByteArray(),
                new RecordHeader("inbound-offset", ByteBuffer.allocate(8).putLong(offset).array()));
    }

    private void flush() {
        producer.flush();
    }

    private final class JournalAnswers extends IngestionGrpc.IngestionImplBase {
        @Override
        public void replayPartition(ReplayPartitionRequest request, StreamObserver<ReplayPartitionResponse> answers) {
            List<ReplayPartitionResponse.Entry> entries;
            synchronized (journal) {
                entries = List.copyOf(journal.get(request.getLogPartition()));
            }
            for (ReplayPartitionResponse.Entry entry : entries) {
                boolean wanted = entry.getLogOffset() >= request.getFromOffset()
                        && (request.getThroughOffset() == 0 || entry.getLogOffset() <= request.getThroughOffset());
                Event event = entry.getEntry().getEvent();
                boolean ofAccount = !entry.getEntry().hasEvent()
                        || request.getAccount().isEmpty()
                        || event.getTenant().equals(request.getTenant()) && event.getAccount().equals(request.getAccount());
                if (wanted && ofAccount) {
                    answers.onNext(ReplayPartitionResponse.newBuilder().addEntries(entry).build());
                }
            }
            answers.onNext(ReplayPartitionResponse.newBuilder().setCompleteThrough(recorded[request.getLogPartition()]).build());
            answers.onCompleted();
        }
    }
}
