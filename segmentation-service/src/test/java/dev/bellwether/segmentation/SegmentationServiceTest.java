package dev.bellwether.segmentation;

import static dev.bellwether.embedded.testing.Eventually.eventually;
import static dev.bellwether.segmentation.scheme.SomeAccount.enterprise;
import static dev.bellwether.segmentation.scheme.SomeAccount.halvedAndHalvedAgain;
import static dev.bellwether.segmentation.scheme.SomeAccount.largeAndAsleep;
import static dev.bellwether.segmentation.scheme.SomeAccount.selfServe;
import static dev.bellwether.segmentation.scheme.SomeAccount.silentFor;
import static dev.bellwether.segmentation.scheme.SomeAccount.thatCancelled;
import static dev.bellwether.segmentation.scheme.SomeAccount.veryBusy;
import static dev.bellwether.segmentation.TestSnapshots.closing;
import static dev.bellwether.segmentation.TestSnapshots.live;
import static dev.bellwether.segmentation.TestSnapshots.snapshot;
import static dev.bellwether.segmentation.TestSnapshots.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.BadRequests;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.GetProgressResponse;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.GetSchemeRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsRequest;
import dev.bellwether.segmentation.v1.ListMembershipsRequest;
import dev.bellwether.segmentation.v1.ListMembershipsResponse;
import dev.bellwether.segmentation.v1.ListSchemesRequest;
import dev.bellwether.segmentation.v1.ListTransitionsRequest;
import dev.bellwether.segmentation.v1.ListTransitionsResponse;
import dev.bellwether.segmentation.v1.Membership;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse;
import dev.bellwether.segmentation.v1.Scheme;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc.SegmentationBlockingStub;
import dev.bellwether.segmentation.v1.SummarizeSegmentsRequest;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse.Row;
import dev.bellwether.segmentation.v1.Transition;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service: snapshots in on `features`, answers over gRPC, events out on `segments`. Each test has a tenant of
/// its own.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class SegmentationServiceTest {

    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);

    @TestHTTPResource
    URL service;

    @Inject
    TestLog log;

    @Inject
    Database database;

    @Inject
    AccountData data;

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
    void an_account_s_membership_is_read_with_the_rule_and_the_features_that_decided() {
        AccountKey account = new AccountKey("reads", "a1");
        Features busy = enterprise(veryBusy());
        log.publish(snapshots(account, 1, closing(MARCH_1, busy)));
        assertThat(log.eventsOf(account, 2)).hasSize(2);

        Membership membership = get(account);
        assertThat(membership.getName()).isEqualTo("tenants/reads/accounts/a1/membership");
        assertThat(membership.getSegment()).isEqualTo("enterprise-power-user");
        assertThat(membership.getSince()).isEqualTo(Dates.date(MARCH_1));
        assertThat(membership.getStanding()).isEqualTo("enterprise-power-user");
        assertThat(membership.getStandingSince()).isEqualTo(Dates.date(MARCH_1));
        assertThat(membership.getDecision().getSchemeVersion()).isEqualTo("tenants/reads/schemes/lifecycle/versions/1");
        assertThat(membership.getDecision().getRule()).isEqualTo("power-user");
        assertThat(membership.getDecision().getFeatures()).isEqualTo(busy);
        assertThat(membership.getDecision().getClosing()).isTrue();
        assertThat(membership.getCurrentFeatures()).isEqualTo(busy);
        // A fact that does not move it: the entry's features stay, the current ones are those of the day.
        Features busier = busy.toBuilder().setOpenCases(3).build();
        log.publish(snapshots(account, 2, live(MARCH_1.plusDays(1), busier)));
        eventually(() -> {
            assertThat(get(account).getCurrentFeatures()).isEqualTo(busier);
            assertThat(get(account).getCurrentAsOf()).isEqualTo(Dates.date(MARCH_1.plusDays(1)));
            assertThat(get(account).getDecision().getFeatures()).isEqualTo(busy);
        });
        Scheme scheme = segmentation.getScheme(scheme(membership.getDecision().getSchemeVersion()));
        assertThat(scheme.getRulesList()).anySatisfy(it -> {
            assertThat(it.getId()).isEqualTo("power-user");
            assertThat(it.getEnter()).isEqualTo(membership.getDecision().getCondition());
        });
    }

    @Test
    void moves_are_published_in_order_and_listed_newest_first() {
        AccountKey account = new AccountKey("moves", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(account, 2, live(MARCH_1.plusDays(1), selfServe(veryBusy(), thatCancelled()))));
        log.publish(snapshots(account, 3, closing(MARCH_1.plusDays(1), selfServe(veryBusy(), thatCancelled()))));

        List<MembershipEvent> events = log.eventsOf(account, 4);
        assertThat(events).extracting(MembershipEvent::getVersion).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events).extracting(it -> it.getEventCase().name()).containsExactly(
                "SEGMENT_CHANGED", "STANDING_SETTLED", "SEGMENT_CHANGED", "STANDING_SETTLED");
        assertThat(events.get(2).getSegmentChanged().getFromSegment()).isEqualTo("self-serve-power-user");
        assertThat(events.get(2).getSegmentChanged().getDecision().getClosing()).isFalse();

        ListTransitionsResponse newest = segmentation.listTransitions(transitions(account).setPageSize(1).build());
        assertThat(newest.getTransitionsList()).extracting(Transition::getToSegment).containsExactly("self-serve-churned");
        ListTransitionsResponse older = segmentation.listTransitions(
                transitions(account).setPageSize(1).setPageToken(newest.getNextPageToken()).build());
        assertThat(older.getTransitionsList()).extracting(Transition::getToSegment).containsExactly("self-serve-power-user");
        assertThat(older.getTransitionsList().getFirst().getFromSegment()).isEmpty();
        assertThat(older.getNextPageToken()).as("there is no more").isEmpty();
        assertThat(segmentation.listTransitions(transitions(account).setPageSize(2).build()).getNextPageToken()).isEmpty();
    }

    @Test
    void snapshots_that_come_again_or_out_of_date_change_nothing() {
        AccountKey account = new AccountKey("again", "a1");
        AccountSnapshots first = snapshots(account, 5, closing(MARCH_1, selfServe(veryBusy())));
        AccountSnapshots second = snapshots(account, 9, closing(MARCH_1.plusDays(1), selfServe(veryBusy(), thatCancelled())));
        log.publish(first);
        log.publish(second);
        Membership before = membershipAtVersion(account, 4);

        log.publish(first);
        log.publish(second);
        log.publish(snapshots(account, 7, live(MARCH_1.plusDays(1), selfServe(veryBusy()))));
        // Behind them in the same partition: when this one is published, the others have been dealt with.
        log.publish(snapshots(account, 10, closing(MARCH_1.plusDays(2), selfServe(silentFor(100)))));
        log.publish(snapshots(account, 11, closing(MARCH_1.plusDays(30), selfServe())));
        List<MembershipEvent> events = log.eventsOf(account, 6);
        assertThat(events).hasSize(6);
        assertThat(events.subList(0, 4)).last().satisfies(it -> assertThat(it.getVersion()).isEqualTo(before.getVersion()));
        assertThat(events.get(4).getSegmentChanged().getDecision().getAsOf()).isEqualTo(Dates.date(MARCH_1.plusDays(30)));
    }

    @Test
    void the_days_of_a_backfill_are_history_and_end_in_a_declaration() {
        AccountKey account = new AccountKey("backfills", "a1");
        log.publish(snapshots(account, 1,
                snapshot(Kind.BACKFILL_CLOSING, MARCH_1, enterprise(veryBusy())),
                snapshot(Kind.BACKFILL_CLOSING, MARCH_1.plusDays(1), enterprise(veryBusy())),
                snapshot(Kind.BACKFILL_CLOSING, MARCH_1.plusDays(40), enterprise(veryBusy(), halvedAndHalvedAgain())),
                snapshot(Kind.BACKFILL_LAST_CLOSING, MARCH_1.plusDays(41), enterprise(veryBusy(), halvedAndHalvedAgain()))));

        List<MembershipEvent> events = log.eventsOf(account, 5);
        assertThat(events).extracting(it -> it.getEventCase().name()).containsExactly(
                "SEGMENT_CHANGED", "STANDING_SETTLED", "SEGMENT_CHANGED", "STANDING_SETTLED", "STANDING_DECLARED");
        assertThat(events).filteredOn(MembershipEvent::hasSegmentChanged)
                .allSatisfy(it -> assertThat(it.getSegmentChanged().getHistoric()).isTrue());
        assertThat(events.getLast().getStandingDeclared().getSegment()).isEqualTo("enterprise-at-risk");
        assertThat(events.getLast().getStandingDeclared().getSince()).isEqualTo(Dates.date(MARCH_1.plusDays(40)));

        assertThat(getAsOf(account, MARCH_1.plusDays(39)).getSegment()).isEqualTo("enterprise-power-user");
        assertThat(getAsOf(account, MARCH_1.plusDays(40)).getSegment()).isEqualTo("enterprise-at-risk");
        assertCode(Code.NOT_FOUND, () -> getAsOf(account, MARCH_1.minusDays(1)));
    }

    @Test
    void an_erased_account_is_nowhere() {
        AccountKey account = new AccountKey("erases", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe())));
        // Of one batch the end alone would be told.
        log.eventsOf(account, 2);
        log.publish(snapshots(account, 2, Snapshot.newBuilder().setKind(Kind.ERASED).build()));
        List<MembershipEvent> events = log.eventsOf(account, 3);
        assertThat(events.getLast().getMembershipEnded().getFromSegment()).isEqualTo("self-serve-nurture-and-grow");
        assertCode(Code.NOT_FOUND, () -> get(account));
    }

    @Test
    void of_an_erased_account_nothing_is_left_once_its_end_is_published_and_nothing_brings_it_back() {
        AccountKey account = new AccountKey("leaves", "a1");
        AccountKey neighbour = new AccountKey("leaves-not", "a1");
        List.of(account, neighbour).forEach(it -> log.publish(snapshots(it, 1, closing(MARCH_1, selfServe()))));
        List.of(account, neighbour).forEach(it -> log.eventsOf(it, 2));
        assertThat(rows(account)).containsOnlyKeys("stream", "event", "membership", "account_snapshot");
        AccountSnapshots end = snapshots(account, 5, Snapshot.newBuilder().setKind(Kind.ERASED).build());
        log.publish(end);
        eventually(() -> assertThat(rows(account)).isEmpty());
        // As a writer that has died publishes again.
        log.publish(snapshots(account, 4, live(MARCH_1.plusDays(1), selfServe())));
        log.publish(end);
        AccountKey behind = behind(account);
        log.publish(snapshots(behind, 1, closing(MARCH_1, selfServe())));
        log.eventsOf(behind, 2);
        assertThat(rows(account)).isEmpty();
        assertThat(log.eventsOf(account, 3)).hasSize(3);
        assertThat(rows(neighbour)).containsOnlyKeys("stream", "event", "membership", "account_snapshot");
    }

    @Test
    void an_account_that_was_never_heard_of_is_erased_like_any_other() {
        AccountKey account = new AccountKey("unheard-of", "a1");
        log.publish(snapshots(account, 5, Snapshot.newBuilder().setKind(Kind.ERASED).build()));
        assertThat(log.eventsOf(account, 1)).singleElement().matches(MembershipEvent::hasMembershipEnded);
        eventually(() -> assertThat(rows(account)).isEmpty());
    }

    @Test
    void every_table_is_known_to_hold_data_of_accounts_or_to_hold_none() {
        assertThat(database.withConnection(data::undeclared)).isEmpty();
    }

    private java.util.Map<String, Long> rows(AccountKey account) {
        return database.withConnection(sql -> data.rows(sql, account));
    }

    /// Another account of the same partition.
    private static AccountKey behind(AccountKey account) {
        return java.util.stream.IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> new AccountKey("behind", account.account() + "-" + i))
                .filter(it -> it.partition(12) == account.partition(12))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_twelve_segments_are_summed_up_also_the_empty_ones() {
        log.publish(
                snapshots(new AccountKey("sums", "a1"), 1, closing(MARCH_1, enterprise(it -> it.setMrr(100).setLifetimeRevenue(1_000)))));
        log.publish(snapshots(new AccountKey("sums", "a2"), 1, closing(MARCH_1, enterprise(it -> it.setMrr(50).setLifetimeRevenue(500)))));
        log.publish(snapshots(new AccountKey("sums", "a3"), 1, closing(MARCH_1, selfServe(largeAndAsleep()))));
        List.of("a1", "a2", "a3").forEach(it -> log.eventsOf(new AccountKey("sums", it), 2));

        List<Row> rows = segmentation.summarizeSegments(
                SummarizeSegmentsRequest.newBuilder().setParent("tenants/sums").build()).getRowsList();
        assertThat(rows).hasSize(12);
        assertThat(
                rows.stream().filter(it -> it.getAccounts() > 0).collect(Collectors.toMap(it -> it.getSegment().getId(), Row::getAccounts)))
                .containsOnly(java.util.Map.entry("enterprise-nurture-and-grow", 2L), java.util.Map.entry("self-serve-sleeping-giant", 1L));
        assertThat(rows.get(5).getSegment().getTitle()).isEqualTo("Nurture and Grow");
        assertThat(rows.get(5).getMrr()).isEqualTo(150);
        assertThat(rows.get(5).getLifetimeRevenue()).isEqualTo(1_500);
    }

    @Test
    void amounts_of_several_currencies_are_not_summed_up() {
        log.publish(snapshots(new AccountKey("money", "a1"), 1,
                closing(MARCH_1, enterprise(it -> it.setMrr(100).setLifetimeRevenue(1_000).setCurrency("EUR")))));
        log.publish(snapshots(new AccountKey("money", "a2"), 1,
                closing(MARCH_1, enterprise(it -> it.setMrr(50).setLifetimeRevenue(500).setCurrency("EUR")))));
        log.publish(snapshots(new AccountKey("money", "a3"), 1,
                closing(MARCH_1, enterprise(it -> it.setMrr(9_000).setLifetimeRevenue(0).setCurrency("JPY")))));
        log.publish(snapshots(new AccountKey("money", "a4"), 1, closing(MARCH_1, enterprise(it -> it.clearMrr().setLifetimeRevenue(0)))));
        List.of("a1", "a2", "a3", "a4").forEach(it -> log.eventsOf(new AccountKey("money", it), 2));

        List<Row> rows =
                segmentation.summarizeSegments(SummarizeSegmentsRequest.newBuilder().setParent("tenants/money").build()).getRowsList();
        assertThat(rows.stream().mapToLong(Row::getAccounts).sum()).isEqualTo(4);
        Row mixed = rows.stream().filter(row -> row.getByCurrencyCount() == 2).findFirst().orElseThrow();
        assertThat(mixed.hasMrr()).isFalse();
        assertThat(mixed.hasLifetimeRevenue()).isFalse();
        assertThat(mixed.getByCurrency(0).getCurrency()).isEqualTo("EUR");
        assertThat(mixed.getByCurrency(0).getAccounts()).isEqualTo(2);
        assertThat(mixed.getByCurrency(0).getMrr()).isEqualTo(150);
        assertThat(mixed.getByCurrency(1).getMrr()).isEqualTo(9_000);
    }

    @Test
    void memberships_are_listed_by_account_page_by_page_and_by_segment() {
        List.of("b", "a", "c").forEach(it -> log.publish(snapshots(new AccountKey("lists", it), 1,
                closing(MARCH_1, it.equals("b") ? selfServe(veryBusy()) : selfServe()))));
        List.of("a", "b", "c").forEach(it -> log.eventsOf(new AccountKey("lists", it), 2));

        ListMembershipsRequest.Builder request = ListMembershipsRequest.newBuilder().setParent("tenants/lists").setPageSize(2);
        ListMembershipsResponse first = segmentation.listMemberships(request.build());
        assertThat(first.getMembershipsList()).extracting(Membership::getName)
                .containsExactly("tenants/lists/accounts/a/membership", "tenants/lists/accounts/b/membership");
        ListMembershipsResponse second = segmentation.listMemberships(request.setPageToken(first.getNextPageToken()).build());
        assertThat(second.getMembershipsList()).extracting(Membership::getName).containsExactly("tenants/lists/accounts/c/membership");
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(segmentation.listMemberships(request.setPageToken("").setPageSize(3).build()).getNextPageToken()).isEmpty();
        assertThat(segmentation.listMemberships(ListMembershipsRequest.newBuilder()
                .setParent("tenants/lists").setSegment("self-serve-power-user").build()).getMembershipsList())
                .extracting(Membership::getName).containsExactly("tenants/lists/accounts/b/membership");
    }

    @Test
    void a_tenant_sees_nothing_of_another() {
        AccountKey account = new AccountKey("owner", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe())));
        log.eventsOf(account, 2);
        assertCode(Code.NOT_FOUND, () -> get(new AccountKey("other", "a1")));
        assertThat(segmentation.listMemberships(ListMembershipsRequest.newBuilder().setParent("tenants/other").build())
                .getMembershipsList()).isEmpty();
    }

    @Test
    void schemes_are_read_by_version() {
        assertThat(segmentation.getScheme(scheme("tenants/any/schemes/lifecycle/versions/-")).getName())
                .isEqualTo("tenants/any/schemes/lifecycle/versions/1");
        assertThat(segmentation.listSchemes(ListSchemesRequest.newBuilder().setParent("tenants/any").build()).getSchemesList())
                .singleElement().satisfies(it -> assertThat(it.getRulesCount()).isEqualTo(6));
        assertCode(Code.NOT_FOUND, () -> segmentation.getScheme(scheme("tenants/any/schemes/lifecycle/versions/7")));
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.getScheme(scheme("tenants/any/schemes/lifecycle/versions/x")));
    }

    @Test
    void nonsense_is_refused_with_the_field() {
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.getMembership(
                GetMembershipRequest.newBuilder().setName("accounts/a1").build()));
        assertCode(Code.INVALID_ARGUMENT, () -> getAsOf(new AccountKey("t", "a"), LocalDate.of(2999, 1, 1)));
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.listMemberships(
                ListMembershipsRequest.newBuilder().setParent("tenants/t").setSegment("enterprise-giant").build()));
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.listMemberships(
                ListMembershipsRequest.newBuilder().setParent("tenants/t").setPageSize(-1).build()));
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.listTransitions(
                transitions(new AccountKey("t", "a")).setPageToken("guess").build()));
    }

    @Test
    void what_is_wrong_in_a_request_is_told_with_its_field_and_what_would_be_right() {
        BadRequests.of(SegmentationGrpc.getServiceDescriptor(), request -> switch (request) {
            case GetMembershipRequest _ -> GetMembershipRequest.newBuilder().setName("tenants/t/accounts/a/membership").build();
            case ListTransitionsRequest _ -> transitions(new AccountKey("t", "a")).build();
            case ListMembershipEventsRequest _ -> ListMembershipEventsRequest.newBuilder().setParent("tenants/t/accounts/a").build();
            case GetSchemeRequest _ -> scheme("tenants/t/schemes/lifecycle/versions/-");
            default -> request.getDescriptorForType().findFieldByName("parent") == null ? request
                    : request.toBuilder().setField(request.getDescriptorForType().findFieldByName("parent"), "tenants/t").build();
        }).forEach(wrong -> wrong.check(channel));
    }

    @Test
    void what_does_not_exist_is_told_beside_what_does() {
        assertTold("segment: no segment is called 'enterprise-giant'; there are enterprise-churned, ", () -> segmentation.listMemberships(
                ListMembershipsRequest.newBuilder().setParent("tenants/t").setSegment("enterprise-giant").build()));
        assertTold("tenant 'nowhere' has no account 'a1' that is in a segment: it is in one from its first closing on",
                () -> get(new AccountKey("nowhere", "a1")));
        assertTold("tenant 'nowhere' has no account 'a1' that is in a segment at the end of 2026-03-01",
                () -> getAsOf(new AccountKey("nowhere", "a1"), MARCH_1));
        assertTold("tenant 'nowhere' has no account 'a1'",
                () -> segmentation.listTransitions(transitions(new AccountKey("nowhere", "a1")).build()));
        assertTold("there is no version 7 of the scheme; the newest is 1",
                () -> segmentation.getScheme(scheme("tenants/any/schemes/lifecycle/versions/7")));
        assertTold("as_of: 2999-01-01 is in the future: today is 20", () -> getAsOf(new AccountKey("t", "a"), LocalDate.of(2999, 1, 1)));
    }

    @Test
    void a_page_token_goes_with_its_own_question_only() {
        for (String account : List.of("p1", "p2")) {
            AccountKey key = new AccountKey("tokens", account);
            log.publish(snapshots(key, 1, closing(MARCH_1, selfServe(veryBusy()))));
            assertThat(log.eventsOf(key, 2)).hasSize(2);
        }
        ListMembershipsRequest first = ListMembershipsRequest.newBuilder().setParent("tenants/tokens").setPageSize(1).build();
        String token = segmentation.listMemberships(first).getNextPageToken();
        assertThat(segmentation.listMemberships(first.toBuilder().setPageSize(7).setPageToken(token).build()).getMembershipsList())
                .hasSize(1);

        String told = "page_token: belongs to another question";
        assertTold(told, () -> segmentation.listMemberships(first.toBuilder().setParent("tenants/others").setPageToken(token).build()));
        assertTold(told,
                () -> segmentation.listMemberships(first.toBuilder().setSegment("self-serve-churned").setPageToken(token).build()));
        assertTold(told, () -> segmentation.listTransitions(transitions(new AccountKey("tokens", "p1")).setPageToken(token).build()));
        assertTold(told,
                () -> segmentation.listSchemes(ListSchemesRequest.newBuilder().setParent("tenants/tokens").setPageToken(token).build()));
    }

    private static void assertTold(String told, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StatusRuntimeException.class).hasMessageContaining(told);
    }

    @Test
    void bytes_that_are_no_snapshots_are_put_aside_and_hold_nobody_up() {
        AccountKey account = new AccountKey("garbage", "a1");
        log.publishBytes(account, new byte[] {1, 2, 3});
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe())));
        assertThat(log.eventsOf(account, 2)).hasSize(2);
    }

    @Test
    void a_partition_decided_again_comes_to_what_is_stored() {
        AccountKey account = new AccountKey("rebuilds", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(account, 2, live(MARCH_1.plusDays(1), selfServe(thatCancelled()))));
        log.eventsOf(account, 3);

        List<VerifyMembershipsResponse> again = rebuild(account);
        assertThat(again.getLast().getSummary().getDifferingAccounts()).isZero();
        assertThat(again.getLast().getSummary().getDifferencesList()).isEmpty();
        assertThat(again.getLast().getSummary().getEvents()).isEqualTo(42);
        assertThat(again.getLast().getSummary().getDigest()).isEqualTo(rebuild(account).getLast().getSummary().getDigest());
        assertThat(again.stream().flatMap(it -> it.getStandingsList().stream()).filter(it -> it.getTenant().equals("rebuilds")))
                .singleElement().satisfies(it -> {
                    assertThat(it.getSegment()).isEqualTo("self-serve-churned");
                    assertThat(it.getSince()).isEqualTo(Dates.date(MARCH_1.plusDays(1)));
                    assertThat(it.getStanding()).isEqualTo("self-serve-power-user");
                    assertThat(it.getDecision()).isEqualTo(get(account).getDecision());
                });
    }

    @Test
    void what_is_not_as_decided_again_is_told_by_account() {
        AccountKey account = new AccountKey("falsified", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.eventsOf(account, 2);
        tamper("UPDATE membership SET standing_since = '2026-02-01' WHERE tenant = 'falsified'");
        assertThat(rebuild(account).getLast().getSummary().getDifferencesList()).containsExactly(
                "falsified/a1: standing is self-serve-power-user since 2026-02-01, "
                        + "decided again self-serve-power-user since 2026-03-01");
        tamper("UPDATE membership SET standing_since = '2026-03-01' WHERE tenant = 'falsified'");
        tamper("UPDATE account_snapshot SET features = NULL WHERE tenant = 'falsified'");
        assertThat(rebuild(account).getLast().getSummary().getDifferencesList()).containsExactly(
                "falsified/a1: the features of the last snapshot differ");
        tamper("DELETE FROM account_snapshot WHERE tenant = 'falsified'");
        assertThat(rebuild(account).getLast().getSummary().getDifferencesList()).containsExactly(
                "falsified/a1: comes up again, and is not stored");
        log.publish(snapshots(account, 2, Snapshot.newBuilder().setKind(Kind.ERASED).build()));
        log.eventsOf(account, 3);
    }

    @Test
    void a_partition_that_does_not_exist_is_refused() {
        assertCode(Code.INVALID_ARGUMENT, () -> segmentation.verifyMemberships(
                VerifyMembershipsRequest.newBuilder().setLogPartition(12).build()).next());
    }

    @Test
    void progress_tells_how_far_each_partition_is() {
        AccountKey account = new AccountKey("progress", "a1");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe())));
        log.eventsOf(account, 2);
        GetProgressResponse progress =
                OperationsGrpc.newBlockingStub(channel).getProgress(GetProgressRequest.getDefaultInstance());
        assertThat(progress.getService()).isEqualTo("segmentation-service");
        assertThat(progress.getPartitionsList()).hasSize(12)
                .allSatisfy(it -> assertThat(it.getTopic()).isEqualTo("bellwether.features.v1"));
    }

    private List<VerifyMembershipsResponse> rebuild(AccountKey account) {
        List<VerifyMembershipsResponse> messages = new ArrayList<>();
        segmentation.verifyMemberships(VerifyMembershipsRequest.newBuilder().setLogPartition(account.partition(12)).build())
                .forEachRemaining(messages::add);
        return messages;
    }

    private void tamper(String statement) {
        database.inTransaction(sql -> sql.execute(statement));
    }

    private Membership membershipAtVersion(AccountKey account, long version) {
        log.eventsOf(account, (int) version);
        Membership membership = get(account);
        assertThat(membership.getVersion()).isEqualTo(version);
        return membership;
    }

    private Membership get(AccountKey account) {
        return segmentation.getMembership(GetMembershipRequest.newBuilder().setName(name(account)).build());
    }

    private Membership getAsOf(AccountKey account, LocalDate day) {
        return segmentation.getMembership(
                GetMembershipRequest.newBuilder().setName(name(account)).setAsOf(Dates.date(day)).build());
    }

    private static String name(AccountKey account) {
        return "tenants/" + account.tenant() + "/accounts/" + account.account() + "/membership";
    }

    private static ListTransitionsRequest.Builder transitions(AccountKey account) {
        return ListTransitionsRequest.newBuilder().setParent("tenants/" + account.tenant() + "/accounts/" + account.account());
    }

    private static GetSchemeRequest scheme(String name) {
        return GetSchemeRequest.newBuilder().setName(name).build();
    }

    private static void assertCode(Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class,
                it -> assertThat(Set.of(it.getStatus().getCode())).containsExactly(code));
    }
}
