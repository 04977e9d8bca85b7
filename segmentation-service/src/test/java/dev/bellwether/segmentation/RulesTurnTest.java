package dev.bellwether.segmentation;

import static dev.bellwether.segmentation.TestSnapshots.closing;
import static dev.bellwether.segmentation.TestSnapshots.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.SchemeInForce;
import dev.bellwether.segmentation.evaluation.AccountStore;
import dev.bellwether.segmentation.evaluation.RulesSource;
import dev.bellwether.segmentation.evaluation.SnapshotHandler;
import dev.bellwether.segmentation.explanation.MembershipHistory;
import dev.bellwether.segmentation.membership.RulesInForce;
import dev.bellwether.segmentation.v1.Decision.Cause;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.verification.PublishedRevisions;
import dev.bellwether.segmentation.verification.ThresholdRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A partition's accounts are decided again two at a time, against PostgreSQL.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class RulesTurnTest {

    /// No topic has it, so that no verification meets what is handled here.
    private static final int PARTITION = 20;
    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);
    private static final ThresholdRules AT_FIRST = new ThresholdRules(1, LocalDate.MIN, "strong", 20, 15, 0, false);
    private static final ThresholdRules FROM_MARCH_2 = new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 0, false);

    @Inject
    Database database;

    @Inject
    AccountStore accounts;

    @Inject
    MembershipHistory history;

    private final PublishedRevisions published = new PublishedRevisions();
    private SnapshotHandler handler;

    @BeforeEach
    void start() {
        published.publish(AT_FIRST);
        open();
    }

    private void open() {
        handler = new SnapshotHandler(PARTITION, new RulesSource() {
            @Override
            public RulesInForce sharedBy(Sql transaction) {
                return published;
            }

            @Override
            public void closed(Sql transaction, int partition, Map<String, LocalDate> days) {}
        }, accounts, InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z")), 100, 2, () -> {});
    }

    @Test
    void a_crash_in_the_middle_of_the_turns_loses_nothing_and_moves_no_account_twice() {
        List<AccountKey> tenant = steady("turns");
        List<AccountKey> neighbours = steady("turns-neighbour");
        published.publish(FROM_MARCH_2);
        List<ConsumerRecord<byte[], byte[]>> log = List.of(notice(100, "turns"),
                snapshot(101, tenant.getFirst(), MARCH_1.plusDays(1), 12));

        assertThat(handle(log, Set.of())).isEqualTo(new BatchProgress.First(0));
        assertThat(moved(tenant)).containsExactly(tenant.get(0), tenant.get(1));
        assertThatThrownBy(() -> database.inTransaction(sql -> {
            handler.handle(batch(log, Set.of()), sql);
            throw new IllegalStateException("dies before the commit");
        })).hasMessageContaining("dies before the commit");
        assertThat(moved(tenant)).hasSize(2);

        open();
        assertThat(handle(log, Set.of())).isEqualTo(new BatchProgress.First(0));
        assertThat(handle(log, Set.of())).isEqualTo(new BatchProgress.First(0));
        assertThat(moved(tenant)).hasSize(4);
        assertThat(handle(log, Set.of())).isEqualTo(new BatchProgress.First(1));
        assertThat(moved(tenant)).containsExactlyElementsOf(tenant);
        assertThat(moved(neighbours)).isEmpty();

        // The notice comes once more, as at least once may be twice: it is passed at once.
        assertThat(handle(List.of(notice(102, "turns")), Set.of())).isEqualTo(new BatchProgress.First(1));
        open();
        assertThat(handle(List.of(notice(103, "turns")), Set.of())).isEqualTo(new BatchProgress.First(1));
        assertThat(history.of(tenant.getFirst())).hasSize(3);
    }

    @Test
    void records_before_the_notice_come_first_and_those_behind_it_wait() {
        List<AccountKey> tenant = steady("between");
        published.publish(FROM_MARCH_2);
        List<ConsumerRecord<byte[], byte[]>> log = List.of(snapshot(100, tenant.get(0), MARCH_1.plusDays(1), 3),
                notice(101, "between"), snapshot(102, tenant.get(1), MARCH_1.plusDays(1), 12));
        assertThat(handle(log, Set.of())).isEqualTo(new BatchProgress.First(1));
        assertThat(moved(tenant)).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> behind = log.subList(1, 3);
        while (handle(behind, Set.of()).equals(new BatchProgress.First(0))) {
            assertThat(moved(tenant)).doesNotContain(tenant.get(0));
        }
        assertThat(moved(tenant)).containsExactlyElementsOf(tenant.subList(1, 5));
        assertThat(handle(log.subList(2, 3), Set.of())).isEqualTo(BatchProgress.all());
        assertThat(history.of(tenant.get(1)).getLast().getStandingSettled().getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
    }

    @Test
    void a_suspended_account_is_passed_over() {
        List<AccountKey> tenant = steady("suspends");
        published.publish(FROM_MARCH_2);
        List<ConsumerRecord<byte[], byte[]>> log = List.of(notice(100, "suspends"));
        while (handle(log, Set.of(tenant.get(1))).equals(new BatchProgress.First(0))) {
            assertThat(moved(tenant)).isNotEmpty();
        }
        assertThat(moved(tenant)).hasSize(4).doesNotContain(tenant.get(1));
    }

    /// Five accounts that stand in `steady`.
    private List<AccountKey> steady(String tenant) {
        List<AccountKey> all = IntStream.range(0, 5).mapToObj(i -> new AccountKey(tenant, "a" + i)).toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        all.forEach(it -> records.add(snapshot(records.size(), it, MARCH_1, 12)));
        handle(records, Set.of());
        return all;
    }

    private List<AccountKey> moved(List<AccountKey> all) {
        return all.stream().filter(it -> history.of(it).stream().filter(MembershipEvent::hasSegmentChanged)
                .anyMatch(event -> event.getSegmentChanged().getDecision().getCause() == Cause.SCHEME_CHANGED)).toList();
    }

    private BatchProgress handle(List<ConsumerRecord<byte[], byte[]>> records, Set<AccountKey> suspended) {
        BatchProgress progress = database.inTransaction(sql -> handler.handle(batch(records, suspended), sql));
        handler.committed();
        return progress;
    }

    private static PartitionBatch batch(List<ConsumerRecord<byte[], byte[]>> records, Set<AccountKey> suspended) {
        return new PartitionBatch(Topics.FEATURES, PARTITION, records, suspended);
    }

    private static ConsumerRecord<byte[], byte[]> snapshot(long offset, AccountKey account, LocalDate day, int activeDays) {
        return new ConsumerRecord<>(Topics.FEATURES, PARTITION, offset, account.bytes(),
                snapshots(account, offset, closing(day, Features.newBuilder().setActiveDays28(activeDays).build())).toByteArray());
    }

    private static ConsumerRecord<byte[], byte[]> notice(long offset, String tenant) {
        AccountSnapshots notice = AccountSnapshots.newBuilder().setTenant(tenant)
                .setSchemeInForce(SchemeInForce.newBuilder().setRevision(2).setFirstDay(Dates.date(FROM_MARCH_2.firstDay()))).build();
        return new ConsumerRecord<>(Topics.FEATURES, PARTITION, offset, null, notice.toByteArray());
    }
}
