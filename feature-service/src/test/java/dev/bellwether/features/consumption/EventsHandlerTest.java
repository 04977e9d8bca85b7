package dev.bellwether.features.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.BatchHandler;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.account.PartitionAccounts;
import dev.bellwether.features.fold.Run;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.storage.AccountPages;
import dev.bellwether.features.storage.PartitionTables;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.testing.RandomLog;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.ingestion.v1.BackfillFinished;
import dev.bellwether.ingestion.v1.DayClosed;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The handler against a real PostgreSQL, driven as the log's consumer drives it, against the pure fold in memory ([Run]),
/// which takes the same log entry by entry.
class EventsHandlerTest {

    private static final int PARTITIONS = 3;
    private static final int CLOSED_AT_ONCE = 3;

    private static final FeatureDatabase POSTGRES = new FeatureDatabase();

    private final Published published = new Published();

    @BeforeEach
    void empty() {
        POSTGRES.empty();
    }

    @AfterAll
    static void close() {
        POSTGRES.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void batches_repeats_crashes_and_a_tiny_cache_leave_no_trace(long seed) {
        Random random = new Random(seed);
        List<List<RandomLog.Entry>> log = RandomLog.of(random, PARTITIONS, 12, 14).partitions();
        Reader reader = new Reader(log, Optional.of(random), 2);
        int[] crashes = {0};
        while (!reader.atEnd()) {
            if (random.nextInt(20) == 0) {
                reader.forgetEverything();
            }
            boolean crash = random.nextInt(8) == 0;
            crashes[0] += crash ? 1 : 0;
            reader.turn(random.nextInt(PARTITIONS), 1 + random.nextInt(60), crash);
        }
        Run pure = Run.of(log);
        assertThat(crashes[0]).isPositive();
        assertThat(stored()).isEqualTo(pure.stored());
        assertThat(published.newest()).isEqualTo(pure.last());
        assertThat(published.closings()).isEqualTo(pure.closings());
    }

    @Test
    void what_is_published_before_a_crash_is_published_again_and_stored_once() {
        List<List<RandomLog.Entry>> log = RandomLog.of(new Random(7), 1, 2, 6).partitions();
        Reader reader = new Reader(log, Optional.empty(), 100, 1);
        reader.turn(0, 1000, true);
        Map<AccountKey, AccountSnapshots> before = published.newest();
        assertThat(before).isNotEmpty();
        assertThat(stored()).isEmpty();
        reader.turn(0, 1000, false);
        assertThat(published.newest()).isEqualTo(before);
        while (!reader.atEnd()) {
            reader.turn(0, 1000, false);
        }
        assertThat(stored()).isEqualTo(Run.of(log).stored());
    }

    @Test
    void facts_before_a_marker_are_committed_while_the_partition_waits_for_the_others() {
        LocalDate day = LocalDate.of(2026, 3, 10);
        List<List<RandomLog.Entry>> log = List.of(dayOf(accountIn(0), day), dayOf(accountIn(1), day));
        Reader reader = new Reader(log, Optional.empty(), 100, 2);
        assertThat(reader.turn(0, 1000, false)).isEqualTo(new BatchProgress.First(1));
        assertThat(stored()).containsOnlyKeys(accountIn(0));
        for (int i = 0; i < 3; i++) {
            assertThat(reader.turn(0, 1000, false)).isEqualTo(new BatchProgress.FirstThenWait(0));
        }
        assertThat(reader.turn(1, 1000, false)).isEqualTo(new BatchProgress.First(1));
        // The other one comes to the marker and contributes.
        assertThat(reader.turn(1, 1000, false)).isEqualTo(new BatchProgress.FirstThenWait(0));
        // The next partition computes the references, and commits them before it closes.
        assertThat(reader.turn(0, 1000, false)).isEqualTo(new BatchProgress.FirstThenWait(0));
        assertThat(reader.turn(0, 1000, false)).isEqualTo(new BatchProgress.First(1));
        assertThat(reader.turn(1, 1000, false)).isEqualTo(new BatchProgress.First(1));
        assertThat(reader.atEnd()).isTrue();
        assertThat(stored()).isEqualTo(Run.of(log).stored());
        assertThat(published.newest()).isEqualTo(Run.of(log).last());
        // Two peers that did the same: each has half of both, (0 + 2 / 2) / 2.
        assertThat(published.newest().get(accountIn(1)).getSnapshots(0).getFeatures().getActivity28Percentile()).isEqualTo(0.5);
        assertThat(published.newest().get(accountIn(1)).getSnapshots(0).getFeatures().getPeerReference())
                .isEqualTo(Facts.date("2026-03-10"));
    }

    @Test
    void a_day_is_closed_in_several_transactions_and_a_new_owner_resumes_halfway() {
        LocalDate day = LocalDate.of(2026, 3, 10);
        List<RandomLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            entries.add(signIn(i, new AccountKey("acme", "a" + i), day, ""));
        }
        entries.add(end(8, day));
        Reader reader = new Reader(List.of(entries), Optional.empty(), 100, 1);
        reader.turn(0, 1000, false);
        assertThat(reader.turn(0, 1000, false)).as("three are gathered").isEqualTo(new BatchProgress.First(0));
        assertThat(reader.turn(0, 1000, false)).as("and three more").isEqualTo(new BatchProgress.First(0));
        assertThat(isHalfClosed()).as("nothing is closed yet").isFalse();
        assertThat(reader.turn(0, 1000, false)).as("the rest, and contributed").isEqualTo(new BatchProgress.FirstThenWait(0));
        assertThat(reader.turn(0, 1000, false)).as("the references are made").isEqualTo(new BatchProgress.FirstThenWait(0));
        assertThat(reader.turn(0, 1000, false)).as("three are closed").isEqualTo(new BatchProgress.First(0));
        assertThat(published.closings()).hasSize(3);
        assertThat(isHalfClosed()).isTrue();
        reader.turn(0, 1000, true);
        assertThat(published.closings()).as("told before the crash").hasSize(6);
        assertThat(reader.turn(0, 1000, false)).as("told again").isEqualTo(new BatchProgress.First(0));
        reader.forgetEverything();
        assertThat(reader.turn(0, 1000, false)).as("the last two").isEqualTo(new BatchProgress.First(1));
        assertThat(isHalfClosed()).isFalse();
        assertThat(published.timesClosed()).containsExactly(1, 1, 1, 2, 2, 2, 1, 1);
        Run pure = Run.of(List.of(entries));
        assertThat(stored()).isEqualTo(pure.stored());
        assertThat(published.newest()).isEqualTo(pure.last());
        assertThat(published.closings()).isEqualTo(pure.closings());
    }

    @Test
    void a_backfill_is_closed_in_several_transactions_but_never_one_account_in_two() {
        LocalDate last = LocalDate.of(2026, 3, 10);
        List<RandomLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            entries.add(signIn(i, new AccountKey("acme", "a" + i), last.minusDays(4), "import"));
        }
        entries.add(new RandomLog.Entry(2, LogEntry.newBuilder()
                .setBackfillFinished(BackfillFinished.newBuilder()
                        .setTenant("acme").setBackfill("import").setCloseThrough(Facts.date(last.toString())))
                .build()));
        Reader reader = new Reader(List.of(entries), Optional.empty(), 100, 1);
        List<Integer> closed = new ArrayList<>();
        while (!reader.atEnd()) {
            reader.turn(0, 1000, false);
            reader.forgetEverything();
            closed.add(published.closings().size());
        }
        assertThat(closed).as("five days are more than one transaction should hold").endsWith(0, 1, 2, 2);
        assertThat(published.timesClosed()).containsExactly(1, 1);
        Run pure = Run.of(List.of(entries));
        assertThat(stored()).isEqualTo(pure.stored());
        assertThat(published.closings()).isEqualTo(pure.closings());
    }

    private static AccountKey accountIn(int partition) {
        for (int i = 0;; i++) {
            AccountKey key = new AccountKey("acme", "a" + i);
            if (key.partition(2) == partition) {
                return key;
            }
        }
    }

    /// A user signs in, and the day ends.
    private static List<RandomLog.Entry> dayOf(AccountKey account, LocalDate day) {
        return List.of(signIn(0, account, day, ""), end(1, day));
    }

    private static RandomLog.Entry signIn(long offset, AccountKey account, LocalDate day, String backfill) {
        return new RandomLog.Entry(offset, LogEntry.newBuilder()
                .setReceivedAt(noon(day))
                .setBackfill(backfill)
                .setEvent(Facts.of(account.tenant(), account.account()).on(day).signIn("ana").events().getFirst())
                .build());
    }

    private static RandomLog.Entry end(long offset, LocalDate day) {
        return new RandomLog.Entry(offset, LogEntry.newBuilder()
                .setReceivedAt(noon(day))
                .setDayClosed(DayClosed.newBuilder().setDay(Facts.date(day.toString())))
                .build());
    }

    private static Timestamp noon(LocalDate day) {
        return Timestamp.newBuilder().setSeconds(day.toEpochDay() * 86_400 + 43_200).build();
    }

    private static boolean isHalfClosed() {
        return POSTGRES.database().withConnection(sql -> PartitionTables.isHalfClosed(sql, 0));
    }

    @Test
    void a_record_without_its_inbound_offset_is_undecodable() {
        ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>(Topics.EVENTS, 0, 5, null, new byte[0]);
        EventsHandler handler = new EventsHandler(0, new FoldSettings(Topics.EVENTS, 1, 10, 10), new ReferenceMemory(10), published,
                InstantSource.system());
        assertThatThrownBy(() -> POSTGRES.database()
                .inTransaction(sql -> handler.handle(new PartitionBatch(Topics.EVENTS, 0, List.of(bare), Set.of()), sql)))
                .hasMessageContaining("inbound-offset");
    }

    private Map<AccountKey, String> stored() {
        Map<AccountKey, String> stored = new TreeMap<>();
        POSTGRES.database().withConnection(sql -> {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (FoldedAccount account : AccountPages.next(sql, partition, PartitionAccounts.BEFORE_ALL, 1000)) {
                    stored.put(account.key(), Run.stored(account));
                }
            }
            return null;
        });
        return stored;
    }

    private static final class Crash extends RuntimeException {}

    /// As the log's consumer: a transaction a batch, offsets that move with it, the handler's memory dropped on failure.
    private final class Reader {
        private final List<List<ConsumerRecord<byte[], byte[]>>> records = new ArrayList<>();
        private final int[] next;
        private final BatchHandler handlers;
        private final PartitionHandler[] handler;

        private Reader(List<List<RandomLog.Entry>> log, Optional<Random> repeats, int cache) {
            this(log, repeats, cache, PARTITIONS);
        }

        private Reader(List<List<RandomLog.Entry>> log, Optional<Random> repeats, int cache, int partitions) {
            for (int partition = 0; partition < log.size(); partition++) {
                records.add(StoredLog.records(partition, log.get(partition), repeats));
            }
            next = new int[log.size()];
            FoldSettings settings = new FoldSettings(Topics.EVENTS, partitions, cache, CLOSED_AT_ONCE);
            ReferenceMemory memory = new ReferenceMemory(256);
            handlers = partition -> new EventsHandler(partition, settings, memory, published, InstantSource.system());
            handler = new PartitionHandler[log.size()];
            forgetEverything();
        }

        private boolean atEnd() {
            for (int partition = 0; partition < next.length; partition++) {
                if (next[partition] < records.get(partition).size()) {
                    return false;
                }
            }
            return true;
        }

        private void forgetEverything() {
            for (int partition = 0; partition < next.length; partition++) {
                reopen(partition);
            }
        }

        private void reopen(int partition) {
            handler[partition] = handlers.open(partition);
        }

        private BatchProgress turn(int partition, int batch, boolean crash) {
            List<ConsumerRecord<byte[], byte[]>> all = records.get(partition);
            List<ConsumerRecord<byte[], byte[]>> some = all.subList(next[partition], Math.min(all.size(), next[partition] + batch));
            if (some.isEmpty()) {
                return BatchProgress.all();
            }
            try {
                BatchProgress handled = POSTGRES.database().inTransaction(sql -> {
                    BatchProgress done = handler[partition].handle(new PartitionBatch(Topics.EVENTS, partition, some, Set.of()), sql);
                    if (crash) {
                        throw new Crash();
                    }
                    return done;
                });
                handler[partition].committed();
                next[partition] += switch (handled) {
                    case BatchProgress.All _ -> some.size();
                    case BatchProgress.First(int count) -> count;
                    case BatchProgress.FirstThenWait(int count) -> count;
                };
                return handled;
            } catch (Crash crashed) {
                reopen(partition);
                return new BatchProgress.First(0);
            }
        }
    }

    /// A topic as its readers see it: they keep the newest and ignore what is not newer.
    private static final class Published implements SnapshotPublisher {
        private final Map<AccountKey, List<AccountSnapshots>> messages = new HashMap<>();

        @Override
        public void publish(int partition, AccountKey account, AccountSnapshots snapshots, Cause cause) {
            messages.computeIfAbsent(account, _ -> new ArrayList<>()).add(snapshots);
        }

        @Override
        public void flush() {}

        private Map<AccountKey, AccountSnapshots> newest() {
            Map<AccountKey, AccountSnapshots> newest = new TreeMap<>();
            messages.forEach((account, all) -> {
                AccountSnapshots kept = all.getFirst();
                for (AccountSnapshots message : all) {
                    kept = message.getEventsOffset() > kept.getEventsOffset() || isLater(message, kept) ? message : kept;
                }
                newest.put(account, kept);
            });
            return newest;
        }

        private static boolean isLater(AccountSnapshots message, AccountSnapshots kept) {
            return message.getEventsOffset() == kept.getEventsOffset()
                    && Days.of(message.getSnapshots(0).getAsOf())
                            > Days.of(kept.getSnapshots(0).getAsOf());
        }

        /// How often each account's closings were published, by account.
        private List<Integer> timesClosed() {
            return new TreeMap<>(messages).values().stream()
                    .map(all -> (int) all.stream().filter(message -> message.getSnapshots(0).getKind() != Snapshot.Kind.LIVE).count())
                    .toList();
        }

        /// Each once, however often it was published.
        private Map<AccountKey, List<Snapshot>> closings() {
            Map<AccountKey, List<Snapshot>> closings = new TreeMap<>();
            messages.forEach((account, all) -> closings.put(account, all.stream()
                    .distinct()
                    .flatMap(message -> message.getSnapshotsList().stream())
                    .filter(snapshot -> snapshot.getKind() != Snapshot.Kind.LIVE)
                    .toList()));
            closings.values().removeIf(List::isEmpty);
            return closings;
        }
    }
}
