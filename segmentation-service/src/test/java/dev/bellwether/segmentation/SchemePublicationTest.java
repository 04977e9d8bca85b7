package dev.bellwether.segmentation;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static dev.bellwether.segmentation.TestSnapshots.closing;
import static dev.bellwether.segmentation.TestSnapshots.live;
import static dev.bellwether.segmentation.TestSnapshots.snapshot;
import static dev.bellwether.segmentation.TestSnapshots.snapshots;
import static dev.bellwether.segmentation.scheme.SomeAccount.selfServe;
import static dev.bellwether.segmentation.scheme.SomeAccount.thatCancelled;
import static dev.bellwether.segmentation.scheme.SomeAccount.veryBusy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.DefinitionsGrpc;
import dev.bellwether.definitions.v1.PublishDefinitionsRequest;
import dev.bellwether.definitions.v1.RevertDefinitionRequest;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.Decision.Cause;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.GetSchemeRequest;
import dev.bellwether.segmentation.v1.ListMembershipsRequest;
import dev.bellwether.segmentation.v1.ListTransitionsRequest;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc.SegmentationBlockingStub;
import dev.bellwether.segmentation.v1.SummarizeSegmentsRequest;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse.Row;
import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tenant publishes schemes of its own: who is where by then, and what is said of it. Each test has a tenant of its own.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SchemePublicationTest {

    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);
    private static final LocalDate MARCH_2 = MARCH_1.plusDays(1);

    /// Two stages. By the shipped scheme the busy are power users, and the others nurture and grow.
    private static final String TWO_STAGES = """
            title: Busy or quiet
            rules:
              - id: busy
                title: Busy
                enter: active_days_28 >= 12.0
              - id: quiet
                title: Quiet
                enter: true
            """;

    @TestHTTPResource
    URL service;

    @Inject
    TestLog log;

    @Inject
    Database database;

    @ConfigProperty(name = "bellwether.admin.key")
    String key;

    private ManagedChannel channel;
    private SegmentationBlockingStub segmentation;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress(service.getHost(), service.getPort()).usePlaintext()
                .intercept(BearerCredential.of(key)).build();
        segmentation = SegmentationGrpc.newBlockingStub(channel);
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void all_accounts_are_decided_again_and_none_of_another_tenant() {
        List<AccountKey> accounts = IntStream.range(0, 30).mapToObj(i -> new AccountKey("scheme-publishes", "a" + i)).toList();
        accounts.forEach(it -> log.publish(snapshots(it, 1, closing(MARCH_1, features(it)))));
        AccountKey other = new AccountKey("scheme-publishes-not", "a1");
        log.publish(snapshots(other, 1, closing(MARCH_1, selfServe(veryBusy()))));
        awaitAll("scheme-publishes", 30, "self-serve-power-user", "self-serve-nurture-and-grow");

        publish("scheme-publishes", TWO_STAGES, MARCH_2, false);
        awaitAll("scheme-publishes", 30, "self-serve-busy", "self-serve-quiet");
        accounts.forEach(it -> assertThat(segment(it)).isEqualTo(isBusy(it) ? "self-serve-busy" : "self-serve-quiet"));
        Decision decision = lastMove(accounts.getFirst());
        assertThat(decision.getCause()).isEqualTo(Cause.SCHEME_CHANGED);
        assertThat(decision.getPlaysAct()).isFalse();
        assertThat(decision.getSchemeVersion()).isEqualTo("tenants/scheme-publishes/schemes/lifecycle/versions/2");
        assertThat(decision.getAsOf()).isEqualTo(Dates.date(MARCH_2));
        assertThat(decision.getClosing()).isFalse();
        assertThat(segmentation.summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent("tenants/scheme-publishes").build())
                .getRowsList())
                .extracting(it -> it.getSegment().getId(), Row::getAccounts).containsExactly(
                        row("enterprise-busy", 0L), row("enterprise-quiet", 0L),
                        row("self-serve-busy", 15L),
                        row("self-serve-quiet", 15L));
        assertThat(segmentation
                .getScheme(GetSchemeRequest.newBuilder().setName("tenants/scheme-publishes/schemes/lifecycle/versions/-").build())
                .getTitle()).isEqualTo("Busy or quiet");
        assertThat(segment(other)).isEqualTo("self-serve-power-user");
        assertThat(differences("scheme-publishes")).isEmpty();
    }

    @Test
    void what_the_scheme_has_moved_is_settled_by_it_and_taken_back_by_a_revert() {
        AccountKey account = new AccountKey("scheme-reverts", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.eventsOf(account, 2);
        publish("scheme-reverts", TWO_STAGES, MARCH_2, true);
        log.eventsOf(account, 3);
        log.publish(snapshots(account, 2, closing(MARCH_2, selfServe(veryBusy()))));
        List<MembershipEvent> events = log.eventsOf(account, 4);
        assertThat(events.get(2).getSegmentChanged().getToSegment()).isEqualTo("self-serve-busy");
        assertThat(events.get(2).getSegmentChanged().getDecision().getPlaysAct()).isTrue();
        assertThat(events.get(3).getStandingSettled().getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
        assertThat(events.get(3).getStandingSettled().getDecision().getPlaysAct()).isTrue();

        DefinitionsGrpc.newBlockingStub(channel).revertDefinition(RevertDefinitionRequest.newBuilder()
                .setName("tenants/scheme-reverts/schemes/lifecycle").setRevision(1).setFirstDay(Dates.date(MARCH_2.plusDays(1))).build());
        assertThat(log.eventsOf(account, 5).get(4).getSegmentChanged()).satisfies(it -> {
            assertThat(it.getToSegment()).isEqualTo("self-serve-power-user");
            assertThat(it.getDecision().getSchemeVersion()).endsWith("/versions/3");
            assertThat(it.getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
            assertThat(it.getDecision().getPlaysAct()).isFalse();
        });
        // What facts move by then is moved by facts.
        log.publish(snapshots(account, 3, live(MARCH_2.plusDays(1), selfServe(veryBusy(), thatCancelled()))));
        assertThat(log.eventsOf(account, 6).get(5).getSegmentChanged().getDecision().getCause()).isEqualTo(Cause.FACTS);
        assertThat(differences("scheme-reverts")).isEmpty();
    }

    @Test
    void of_two_publications_of_a_day_the_second_counts() {
        AccountKey account = new AccountKey("scheme-twice", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.eventsOf(account, 2);
        publish("scheme-twice", TWO_STAGES, MARCH_2, false);
        log.eventsOf(account, 3);
        publish("scheme-twice", TWO_STAGES.replace(">= 12.0", ">= 25.0"), MARCH_2, false);
        assertThat(log.eventsOf(account, 4).get(3).getSegmentChanged().getToSegment()).isEqualTo("self-serve-quiet");
        // An import that ends behind them closes the days before by the shipped scheme.
        AccountKey imported = new AccountKey("scheme-twice", "a2");
        log.publish(snapshots(imported, 1, snapshot(Kind.BACKFILL_CLOSING, MARCH_1.minusDays(1), selfServe(veryBusy())),
                snapshot(Kind.BACKFILL_LAST_CLOSING, MARCH_1, selfServe(veryBusy()))));
        List<MembershipEvent> events = log.eventsOf(imported, 4);
        assertThat(events.get(0).getSegmentChanged().getToSegment()).isEqualTo("self-serve-power-user");
        assertThat(events.get(2).getStandingDeclared().getSegment()).isEqualTo("self-serve-power-user");
        assertThat(events.get(3).getSegmentChanged().getToSegment()).isEqualTo("self-serve-quiet");
        assertThat(events.get(3).getSegmentChanged().getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
        assertThat(differences("scheme-twice")).isEmpty();
    }

    @Test
    void a_scheme_of_a_later_day_decides_the_snapshots_of_that_day_alone() {
        LocalDate later = LocalDate.of(2036, 7, 1);
        AccountKey still = new AccountKey("scheme-later", "a1");
        AccountKey ahead = new AccountKey("scheme-later", "a2");
        log.publish(snapshots(still, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(ahead, 1, closing(MARCH_1, selfServe(veryBusy()))));
        publish("scheme-later", TWO_STAGES, later, false);
        log.publish(snapshots(still, 2, live(MARCH_2, selfServe(veryBusy(), thatCancelled()))));
        log.publish(snapshots(ahead, 2, live(later, selfServe(veryBusy()))));
        assertThat(log.eventsOf(still, 3).get(2).getSegmentChanged().getToSegment()).isEqualTo("self-serve-churned");
        assertThat(log.eventsOf(ahead, 3).get(2).getSegmentChanged()).satisfies(it -> {
            assertThat(it.getToSegment()).isEqualTo("self-serve-busy");
            assertThat(it.getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
        });
        assertThat(differences("scheme-later")).isEmpty();
    }

    @Test
    void who_is_suspended_is_decided_again_when_resumed_and_who_is_erased_never() {
        AccountKey suspended = new AccountKey("scheme-held", "a1");
        AccountKey erased = new AccountKey("scheme-held", "a2");
        AccountKey free = inThePartitionOf(suspended);
        log.publish(snapshots(suspended, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(free, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(erased, 1, closing(MARCH_1, selfServe(veryBusy()))));
        // Of an account that ends in the batch in which it begins only the end is told.
        log.eventsOf(erased, 2);
        log.publish(snapshots(erased, 2, Snapshot.newBuilder().setKind(Kind.ERASED).setAsOf(Dates.date(MARCH_2)).build()));
        log.eventsOf(suspended, 2);
        log.eventsOf(free, 2);
        log.eventsOf(erased, 3);
        database.inTransaction(sql -> sql.update(
                """
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                SELECT topic, partition, $3, $4, next, 'held' FROM log_offset WHERE topic = $1 AND partition = $2""",
                Tuple.of(Topics.FEATURES, suspended.partition(12), suspended.tenant(), suspended.account())));
        publish("scheme-held", TWO_STAGES, MARCH_2, false);
        log.eventsOf(free, 3);
        assertThat(segment(suspended)).isEqualTo("self-serve-power-user");
        assertThat(segmentation.summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent("tenants/scheme-held").build())
                .getRowsList())
                .last().satisfies(row -> {
                    assertThat(row.getSegment().getId()).isEqualTo("self-serve-power-user");
                    assertThat(row.getSegment().getTitle()).isEqualTo("Power User");
                    assertThat(row.getAccounts()).isEqualTo(1);
                });
        assertThat(segmentation.listMemberships(ListMembershipsRequest.newBuilder().setParent("tenants/scheme-held")
                .setSegment("self-serve-power-user").build()).getMembershipsCount()).isEqualTo(1);

        OperationsGrpc.newBlockingStub(channel)
                .resumeAccount(ResumeAccountRequest.newBuilder().setName(ResourceNames.account(suspended)).build());
        assertThat(log.eventsOf(suspended, 3).get(2).getSegmentChanged()).satisfies(it -> {
            assertThat(it.getToSegment()).isEqualTo("self-serve-busy");
            assertThat(it.getDecision().getCause()).isEqualTo(Cause.SCHEME_CHANGED);
        });
        assertThat(log.eventsOf(erased, 3)).hasSize(3).last().satisfies(it -> assertThat(it.hasMembershipEnded()).isTrue());
        assertThat(differences("scheme-held")).isEmpty();
    }

    private static org.assertj.core.groups.Tuple row(String segment, long accounts) {
        return org.assertj.core.groups.Tuple.tuple(segment, accounts);
    }

    private static boolean isBusy(AccountKey account) {
        return Integer.parseInt(account.account().substring(1)) % 2 == 0;
    }

    private static Features features(AccountKey account) {
        return isBusy(account) ? selfServe(veryBusy()) : selfServe();
    }

    private static AccountKey inThePartitionOf(AccountKey account) {
        for (int i = 0;; i++) {
            AccountKey other = new AccountKey(account.tenant(), "free" + i);
            if (other.partition(12) == account.partition(12)) {
                return other;
            }
        }
    }

    private void publish(String tenant, String text, LocalDate firstDay, boolean playsAct) {
        DefinitionsGrpc.newBlockingStub(channel).publishDefinitions(PublishDefinitionsRequest.newBuilder()
                .setParent("tenants/" + tenant).setFirstDay(Dates.date(firstDay)).setPlaysAct(playsAct)
                .addChanges(DefinitionChange.newBuilder().setName("tenants/" + tenant + "/schemes/lifecycle").setText(text))
                .build());
    }

    private void awaitAll(String tenant, int accounts, String... segments) {
        eventually(() -> assertThat(segmentation.listMemberships(
                ListMembershipsRequest.newBuilder().setParent("tenants/" + tenant).setPageSize(1000).build()).getMembershipsList())
                .hasSize(accounts)
                .allSatisfy(it -> assertThat(it.getSegment()).isIn((Object[]) segments)));
    }

    private String segment(AccountKey account) {
        return segmentation.getMembership(
                GetMembershipRequest.newBuilder().setName(ResourceNames.account(account) + "/membership").build()).getSegment();
    }

    private Decision lastMove(AccountKey account) {
        return segmentation.listTransitions(ListTransitionsRequest.newBuilder().setParent(ResourceNames.account(account)).build())
                .getTransitions(0).getDecision();
    }

    private List<String> differences(String tenant) {
        List<String> differences = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            segmentation.verifyMemberships(VerifyMembershipsRequest.newBuilder().setLogPartition(partition).build())
                    .forEachRemaining(it -> differences.addAll(it.getSummary().getDifferencesList()));
        }
        differences.removeIf(it -> !it.startsWith(tenant + "/"));
        return differences;
    }
}
