package dev.bellwether.segmentation;

import static dev.bellwether.segmentation.TestSnapshots.closing;
import static dev.bellwether.segmentation.TestSnapshots.live;
import static dev.bellwether.segmentation.TestSnapshots.snapshot;
import static dev.bellwether.segmentation.TestSnapshots.snapshots;
import static dev.bellwether.segmentation.scheme.SomeAccount.enterprise;
import static dev.bellwether.segmentation.scheme.SomeAccount.selfServe;
import static dev.bellwether.segmentation.scheme.SomeAccount.thatCancelled;
import static dev.bellwether.segmentation.scheme.SomeAccount.veryBusy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.segmentation.evaluation.AccountStore;
import dev.bellwether.segmentation.evaluation.SnapshotHandler;
import dev.bellwether.segmentation.explanation.MembershipHistory;
import dev.bellwether.segmentation.explanation.Memberships;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The handler against PostgreSQL, batch by batch.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SnapshotHandlerTest {

    private static final LocalDate JANUARY_1 = LocalDate.of(2026, 1, 1);
    /// A partition that no topic has, so that no verification meets what is handled here.
    private static final int ELSEWHERE = 20;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Inject
    Database database;

    @Inject
    AccountStore accounts;

    @Inject
    SchemeRepository schemes;

    @Inject
    Memberships memberships;

    @Inject
    MembershipHistory history;

    private final AtomicInteger statements = new AtomicInteger();
    private SnapshotHandler handler;

    @BeforeEach
    void start() {
        // Read and compiled once.
        schemes.now().on("bulk", JANUARY_1);
        handler = new SnapshotHandler(ELSEWHERE, schemes, accounts, InstantSource.fixed(NOW), 100, 2, () -> {});
    }

    @Test
    void each_account_is_loaded_and_stored_once_however_many_days_are_closed() {
        List<AccountSnapshots> batch = new ArrayList<>();
        for (int account = 0; account < 50; account++) {
            batch.add(snapshots(new AccountKey("bulk", "a" + account), 1, IntStream.range(0, 64)
                    .mapToObj(day -> snapshot(Kind.BACKFILL_CLOSING, JANUARY_1.plusDays(day),
                            day < 30 ? selfServe() : selfServe(veryBusy())))
                    .toList()));
        }
        handle(batch);
        // That nothing is published meanwhile, and what is known of that. Loading: who is erased and which schemes have taken force (once
        // for the partition), positions, streams. Storing: streams, events, memberships, snapshots, and the day that is closed.
        assertThat(statements.get()).isEqualTo(11);
        assertThat(memberships.list("bulk", java.util.Optional.empty(), "", 100)).hasSize(50)
                .allSatisfy(it -> assertThat(it.segment()).hasToString("self-serve-power-user"));

        statements.set(0);
        handle(List.of(snapshots(new AccountKey("bulk", "a1"), 2, closing(JANUARY_1.plusDays(64), selfServe(veryBusy())))));
        assertThat(statements.get()).as("known by now, and nothing moves: only the snapshot is written, and the day").isEqualTo(4);

        statements.set(0);
        handle(List.of(snapshots(new AccountKey("bulk", "a2"), 2, closing(JANUARY_1.plusDays(64), selfServe(veryBusy())))));
        assertThat(statements.get()).as("the day is known to be closed").isEqualTo(3);
    }

    @Test
    void what_was_not_committed_is_decided_again() {
        AccountKey account = new AccountKey("undone", "a1");
        AccountSnapshots message = snapshots(account, 1, closing(JANUARY_1, selfServe()));
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            handler.handle(batch(List.of(message)), sql);
            throw new IllegalStateException("dies before the commit");
        })).hasMessageContaining("dies before the commit");
        start();
        assertThat(history.of(account)).isEmpty();
        handle(List.of(message));
        assertThat(history.of(account)).hasSize(2);
    }

    @Test
    void a_batch_handled_twice_changes_nothing_the_second_time() {
        AccountKey account = new AccountKey("twice", "a1");
        List<AccountSnapshots> batch = List.of(
                snapshots(account, 1, closing(JANUARY_1, selfServe())),
                snapshots(account, 2, live(JANUARY_1.plusDays(1), selfServe(thatCancelled()))));
        handle(batch);
        handle(batch);
        start();
        handle(batch);
        assertThat(history.of(account)).hasSize(3);
    }

    @Test
    void however_the_snapshots_are_cut_into_batches_the_end_is_the_same() {
        List<Snapshot> days = IntStream.range(0, 60).mapToObj(day -> closing(JANUARY_1.plusDays(day),
                day % 20 < 12 ? enterprise(veryBusy()) : enterprise())).toList();
        AccountKey whole = new AccountKey("cuts", "whole");
        handle(IntStream.range(0, 60).mapToObj(day -> snapshots(whole, day, days.get(day))).toList());
        Random random = new Random(7);
        AccountKey cut = new AccountKey("cuts", "cut");
        for (int day = 0; day < 60;) {
            int next = Math.min(60, day + 1 + random.nextInt(9));
            handle(IntStream.range(day, next).mapToObj(it -> snapshots(cut, it, days.get(it))).toList());
            if (random.nextBoolean()) {
                start();
            }
            day = next;
        }
        assertThat(memberships.of(cut)).get().usingRecursiveComparison().ignoringFields("account", "decision")
                .isEqualTo(memberships.of(whole).orElseThrow());
        assertThat(history.of(cut)).hasSameSizeAs(history.of(whole));
    }

    @Test
    void a_snapshot_of_unknown_kind_fails_its_account_alone() {
        AccountKey account = new AccountKey("unknown", "a1");
        assertThatThrownBy(() -> handle(List.of(snapshots(account, 1, Snapshot.getDefaultInstance()))))
                .isInstanceOfSatisfying(AccountProcessingException.class, it -> assertThat(it.account()).isEqualTo(account));
    }

    private void handle(List<AccountSnapshots> messages) {
        database.inTransaction(sql -> handler.handle(batch(messages), (statement, parameters) -> {
            statements.incrementAndGet();
            return sql.execute(statement, parameters);
        }));
        handler.committed();
    }

    private static PartitionBatch batch(List<AccountSnapshots> messages) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (AccountSnapshots message : messages) {
            records.add(new ConsumerRecord<>(Topics.FEATURES, ELSEWHERE, records.size(),
                    new AccountKey(message.getTenant(), message.getAccount()).bytes(), message.toByteArray()));
        }
        return new PartitionBatch(Topics.FEATURES, ELSEWHERE, Collections.unmodifiableList(records));
    }
}
