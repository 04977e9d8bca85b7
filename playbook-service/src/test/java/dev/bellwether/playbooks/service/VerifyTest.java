package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.CHURNED;
import static dev.bellwether.playbooks.service.TestMemberships.NURTURE;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.VerifyRecommendationsRequest;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse.Standing;
import dev.bellwether.segmentation.v1.MembershipVerificationSummary;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerifyTest {
    private static final String NOWHERE = "nowhere";

    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    Database database;

    @ConfigProperty(name = "bellwether.peers.segmentation")
    String target;

    private final Map<AccountKey, String> elsewhere = new ConcurrentHashMap<>();
    private Server segmentation;

    /// A segmentation that finds every account where it was acted on, but for those in `elsewhere`.
    @BeforeEach
    void startSegmentation() throws Exception {
        segmentation = ServerBuilder.forPort(Integer.parseInt(target.substring(target.indexOf(':') + 1)))
                .addService(new SegmentationGrpc.SegmentationImplBase() {
                    @Override
                    public void verifyMemberships(
                            VerifyMembershipsRequest request, StreamObserver<VerifyMembershipsResponse> caller) {
                        rebuild(request.getLogPartition(), caller);
                    }
                })
                .build()
                .start();
    }

    @AfterEach
    void stopSegmentation() throws Exception {
        segmentation.shutdownNow().awaitTermination();
    }

    private void rebuild(int partition, StreamObserver<VerifyMembershipsResponse> caller) {
        var rows = database.withConnection(sql -> sql.execute("SELECT tenant, account, segment FROM acted_membership"));
        for (Row row : rows) {
            var account = new AccountKey(row.getString(0), row.getString(1));
            String segment = elsewhere.getOrDefault(account, row.getString(2));
            if (account.partition(12) == partition && !segment.equals(NOWHERE)) {
                caller.onNext(VerifyMembershipsResponse.newBuilder()
                        .addStandings(Standing.newBuilder()
                                .setTenant(account.tenant())
                                .setAccount(account.account())
                                .setSegment(segment)
                                .setDecision(Decision.newBuilder().setFeatures(TestMemberships.features(77))))
                        .build());
            }
        }
        caller.onNext(VerifyMembershipsResponse.newBuilder()
                .setSummary(MembershipVerificationSummary.newBuilder()
                        .setEvents(42)
                        .setAccounts(7)
                        .setDigest(ByteString.copyFromUtf8("memberships"))
                        .setDifferingFeatures(3)
                        .addFeatureDifferences("a feature"))
                .build());
        caller.onCompleted();
    }

    private VerifyRecommendationsResponse verify(AccountKey account) {
        return service.playbooks()
                .verifyRecommendations(VerifyRecommendationsRequest.newBuilder()
                        .setLogPartition(account.partition(12))
                        .build());
    }

    private void change(String statement, AccountKey account) {
        database.withConnection(sql -> sql.update(statement, Tuple.of(account.account())));
    }

    private AccountKey prepared(String name) {
        var account = new AccountKey("verify", name);
        memberships.publish(
                memberships.entered(account, 1, NURTURE, 10),
                memberships.entered(account, 2, AT_RISK, 10),
                memberships.entered(account, 3, POWER, 10));
        service.awaitOpen(account, "enterprise-co-creation", "enterprise-expansion");
        service.awaitRead();
        return account;
    }

    @Test
    void a_correct_account_has_no_difference_and_always_the_same_digest() {
        var account = prepared("good");
        var offer = service.awaitOne(account, "enterprise-expansion");
        service.playbooks()
                .dismissRecommendation(DismissRecommendationRequest.newBuilder()
                        .setName(offer.getName())
                        .setUser("ana")
                        .setReason("No.")
                        .build());
        var verified = verify(account);
        assertThat(verified.getDifferingActions()).as(verified.getDifferencesList().toString()).isZero();
        assertThat(verified.getOpenRecommendations()).isPositive();
        assertThat(verified.getActionDigest().size()).isEqualTo(32);
        assertThat(verify(account)).isEqualTo(verified);
        // What lies underneath is passed on.
        assertThat(verified.getEvents()).isEqualTo(42);
        assertThat(verified.getAccounts()).isEqualTo(7);
        assertThat(verified.getDifferingFeatures()).isEqualTo(3);
        assertThat(verified.getMembershipDigest()).isEqualTo(ByteString.copyFromUtf8("memberships"));
        assertThat(verified.getDifferencesList()).containsExactly("a feature");
    }

    @Test
    void an_account_that_stands_elsewhere_has_something_left_to_do() {
        var account = prepared("elsewhere");
        elsewhere.put(account, CHURNED);
        var verified = verify(account);
        // Acted on another segment; the offer and the invitation to withdraw, the interview and the win-back to recommend.
        assertThat(verified.getDifferingActions()).isEqualTo(5);
        assertThat(verified.getDifferencesList()).anyMatch(each -> each.startsWith("verify/elsewhere: acted on " + POWER));
    }

    @Test
    void what_another_scheme_alone_has_moved_leaves_nothing_to_do() {
        var account = prepared("scheme");
        memberships.publish(memberships.byScheme(memberships.settled(account, 4, AT_RISK), false));
        service.awaitRead();
        assertThat(verify(account).getDifferencesList()).noneMatch(it -> it.startsWith(account.toString()));
    }

    @Test
    void something_open_for_an_account_that_segmentation_does_not_know_is_a_difference() {
        var account = prepared("unknown");
        elsewhere.put(account, NOWHERE);
        var verified = verify(account);
        assertThat(verified.getDifferingActions()).isEqualTo(2);
        assertThat(verified.getDifferencesList()).anyMatch(each -> each.contains("segmentation does not know"));
    }

    @Test
    void what_a_passing_segment_has_opened_is_a_difference_once_a_closing_has_left_it_open() {
        var account = new AccountKey("verify", "passing");
        memberships.publish(
                memberships.entered(account, 1, POWER, 10), memberships.moved(account, 2, AT_RISK, 10),
                memberships.moved(account, 3, POWER, 10));
        service.awaitOpen(account, "enterprise-churn-prevention", "enterprise-co-creation", "enterprise-expansion");
        service.awaitRead();
        assertThat(verify(account).getDifferencesList()).noneMatch(each -> each.startsWith("verify/passing"));

        change("UPDATE acted_membership SET settled = true WHERE tenant = 'verify' AND account = $1", account);
        assertThat(verify(account).getDifferencesList())
                .anyMatch(each -> each.startsWith("verify/passing: still to be done: Withdrawn"));

        memberships.publish(memberships.settled(account, 4, POWER));
        service.awaitOpen(account, "enterprise-co-creation", "enterprise-expansion");
        service.awaitRead();
        assertThat(verify(account).getDifferencesList()).noneMatch(each -> each.startsWith("verify/passing"));
    }

    @Test
    void something_recommended_that_the_playbooks_do_not_propose_is_a_difference() {
        var account = prepared("superfluous");
        byte[] other = TestMemberships.features(77).toByteArray();
        database.withConnection(sql -> sql.update(
                "UPDATE acted_membership SET features = $2 WHERE tenant = 'verify' AND account = $1",
                Tuple.of(account.account(), Buffer.buffer(other))));
        assertThat(verify(account).getDifferencesList())
                .anyMatch(each -> each.startsWith("verify/superfluous: enterprise-expansion was recommended, and would not be so"));
    }

    @Test
    void a_row_that_is_not_what_the_events_say_is_a_difference() {
        var account = prepared("row");
        change("DELETE FROM recommendation WHERE tenant = 'verify' AND account = $1 AND playbook = 'enterprise-expansion'", account);
        assertThat(verify(account).getDifferencesList()).anyMatch(each -> each.contains("the table does not have enterprise-expansion"));
    }

    @Test
    void a_snapshot_that_is_not_what_the_events_say_is_a_difference() {
        var account = prepared("snapshot");
        change("UPDATE stream SET snapshot = '' WHERE stream_id = 'ledger:verify/' || $1", account);
        assertThat(verify(account).getDifferencesList()).anyMatch(each -> each.contains("is not the fold of the events"));
    }

    @Test
    void a_snapshot_of_an_older_form_is_rebuilt_and_is_no_difference() {
        var account = prepared("older");
        change("UPDATE stream SET snapshot = '\\x00', snapshot_schema = 0 WHERE stream_id = 'ledger:verify/' || $1", account);
        assertThat(verify(account).getDifferingActions()).isZero();
        memberships.publish(memberships.entered(account, 4, CHURNED, 10));
        service.awaitOpen(account, "enterprise-exit-interview", "enterprise-win-back");
    }

    @Test
    void an_unknown_partition_is_refused() {
        assertThatThrownBy(() -> service.playbooks()
                .verifyRecommendations(VerifyRecommendationsRequest.newBuilder().setLogPartition(12).build()))
                .hasMessageContaining("INVALID_ARGUMENT: log_partition");
    }
}
