package dev.bellwether.features.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.testing.RandomLog;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// How long the transactions are in which one partition closes half a year of history, and a day, of many accounts; with a
/// database, without a broker. Not part of the tests: run it by name.
class ClosingSpeed {

    private static final int ACCOUNTS = Integer.getInteger("accounts", 5_000);
    private static final int DAYS = 180;
    private static final LocalDate LAST = LocalDate.of(2026, 3, 30);
    private static final int BATCH = 4_000;

    private final List<RandomLog.Entry> log = new ArrayList<>();
    private long snapshots;

    @Test
    void measure() {
        for (int i = 0; i < ACCOUNTS; i++) {
            Facts facts = Facts.of("acme", "account-" + i);
            for (int day = i % 9; day < DAYS; day += 9) {
                facts.on(LAST.minusDays(day)).featureUsed("user-" + day % 4, "feature-" + (day + i) % 6, 2).session("user-" + i, 60L * i);
            }
            for (Event event : facts.events()) {
                add(LogEntry.newBuilder().setBackfill("import").setEvent(event));
            }
        }
        add(LogEntry.newBuilder().setBackfillFinished(BackfillFinished.newBuilder()
                .setTenant("acme").setBackfill("import").setCloseThrough(Facts.date(LAST.toString()))));
        add(LogEntry.newBuilder().setDayClosed(DayClosed.newBuilder().setDay(Facts.date(LAST.plusDays(1).toString()))));
        add(LogEntry.newBuilder().setDayClosed(DayClosed.newBuilder().setDay(Facts.date(LAST.plusDays(2).toString()))));
        List<ConsumerRecord<byte[], byte[]>> records = StoredLog.records(0, log, Optional.empty());
        EventsHandler handler =
                new EventsHandler(0, new FoldSettings(Topics.EVENTS, 1, 3_000, 10_000), new ReferenceMemory(256), new Counted(),
                        InstantSource.system());
        try (FeatureDatabase postgres = new FeatureDatabase()) {
            int markers = records.size() - 3;
            int next = 0;
            while (next < records.size()) {
                int at = next;
                int end = at < markers ? Math.min(markers, at + BATCH) : at + 1;
                long start = System.nanoTime();
                long longest = 0;
                int turns = 0;
                while (next < end) {
                    long turn = System.nanoTime();
                    List<ConsumerRecord<byte[], byte[]>> batch = records.subList(next, end);
                    BatchProgress handled = postgres.database().inTransaction(
                            sql -> handler.handle(new PartitionBatch(Topics.EVENTS, 0, batch, Set.of()), sql));
                    handler.committed();
                    next += switch (handled) {
                        case BatchProgress.All _ -> batch.size();
                        case BatchProgress.First(int count) -> count;
                        case BatchProgress.FirstThenWait(int count) -> count;
                    };
                    longest = Math.max(longest, System.nanoTime() - turn);
                    turns++;
                }
                if (end > markers) {
                    System.out.printf("%,d snapshots in %d transactions: %,d ms, the longest %,d ms%n",
                            snapshots, turns, (System.nanoTime() - start) / 1_000_000, longest / 1_000_000);
                    assertThat(snapshots).isPositive();
                    snapshots = 0;
                }
            }
        }
    }

    private void add(LogEntry.Builder entry) {
        log.add(new RandomLog.Entry(log.size(), entry
                .setReceivedAt(Timestamp.newBuilder().setSeconds(LAST.toEpochDay() * 86_400 + 43_200))
                .build()));
    }

    private final class Counted implements SnapshotPublisher {
        @Override
        public void publish(int partition, AccountKey account, AccountSnapshots message, Cause cause) {
            snapshots += message.getSnapshotsCount();
            assertThat(message.toByteArray()).isNotEmpty();
        }

        @Override
        public void flush() {}
    }
}
