package dev.bellwether.segmentation;

import static dev.bellwether.segmentation.TestSnapshots.closing;
import static dev.bellwether.segmentation.TestSnapshots.live;
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
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.operations.v1.OperationsGrpc;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsResponse;
import dev.bellwether.segmentation.v1.Membership;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import dev.bellwether.segmentation.v1.SegmentationGrpc.SegmentationBlockingStub;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An account is suspended, misses snapshots, and is resumed: with and without the log still having what it missed.
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
class ResumedAccountTest {

    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);

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
    void what_was_missed_comes_from_the_log() {
        AccountKey account = new AccountKey("resumed", "log");
        missing(account);
        resume(account);
        assertChurnedOnMarch3(account);
    }

    @Test
    void what_the_log_no_longer_has_comes_from_the_journal() {
        AccountKey account = new AccountKey("resumed", "journal");
        missing(account);
        log.letGo(account.partition(12));
        resume(account);
        assertChurnedOnMarch3(account);
    }

    @Test
    void a_day_that_is_still_in_the_log_alone_is_taken_behind_the_rebuild() {
        AccountKey account = new AccountKey("resumed", "both");
        missing(account);
        log.letGo(account.partition(12));
        log.publish(snapshots(account, 4, closing(MARCH_1.plusDays(3), selfServe(veryBusy()))));
        passed(account, 4);
        resume(account);
        assertThat(get(account).getCurrentAsOf()).isEqualTo(Dates.date(MARCH_1.plusDays(3)));
        assertThat(differences(account)).isEmpty();
    }

    @Test
    void events_are_listed_page_by_page_as_they_were_published() {
        AccountKey account = new AccountKey("resumed", "listed");
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        log.publish(snapshots(account, 2, closing(MARCH_1.plusDays(1), selfServe(veryBusy(), thatCancelled()))));
        List<MembershipEvent> published = log.eventsOf(account, 4);
        List<MembershipEvent> listed = new ArrayList<>();
        ListMembershipEventsRequest.Builder request =
                ListMembershipEventsRequest.newBuilder().setParent(ResourceNames.account(account)).setPageSize(3);
        ListMembershipEventsResponse page;
        do {
            page = segmentation.listMembershipEvents(request.build());
            listed.addAll(page.getEventsList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        assertThat(listed).isEqualTo(published).hasSize(4);
        assertThat(segmentation.listMembershipEvents(
                ListMembershipEventsRequest.newBuilder().setParent("tenants/resumed/accounts/none").build()).getEventsList()).isEmpty();
    }

    /// Busy on March 1, then suspended, and cancelled on March 3.
    private void missing(AccountKey account) {
        log.publish(snapshots(account, 1, closing(MARCH_1, selfServe(veryBusy()))));
        assertThat(log.eventsOf(account, 2)).hasSize(2);
        database.inTransaction(sql -> sql.update(
                """
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                SELECT topic, partition, $3, $4, next, 'held' FROM log_offset WHERE topic = $1 AND partition = $2""",
                Tuple.of(Topics.FEATURES, account.partition(12), account.tenant(), account.account())));
        log.publish(snapshots(account, 2, closing(MARCH_1.plusDays(1), selfServe(veryBusy()))));
        log.publish(snapshots(account, 3, live(MARCH_1.plusDays(2), selfServe(thatCancelled())),
                closing(MARCH_1.plusDays(2), selfServe(thatCancelled()))));
        passed(account, 1);
        assertThat(get(account).getSegment()).isEqualTo("self-serve-power-user");
    }

    /// All that is in the account's partition has been handled.
    private void passed(AccountKey account, int time) {
        AccountKey behind = inThePartitionOf(account);
        log.publish(snapshots(behind, time, closing(MARCH_1.plusDays(time), selfServe(time == 1 ? veryBusy() : thatCancelled()))));
        log.eventsOf(behind, time == 1 ? 2 : 4);
    }

    private static AccountKey inThePartitionOf(AccountKey account) {
        for (int i = 0;; i++) {
            AccountKey other = new AccountKey("resumed-neighbours", account.account() + i);
            if (other.partition(12) == account.partition(12)) {
                return other;
            }
        }
    }

    private void resume(AccountKey account) {
        OperationsGrpc.newBlockingStub(channel)
                .resumeAccount(ResumeAccountRequest.newBuilder().setName(ResourceNames.account(account)).build());
    }

    private void assertChurnedOnMarch3(AccountKey account) {
        Membership membership = get(account);
        assertThat(membership.getSegment()).isEqualTo("self-serve-churned");
        assertThat(membership.getSince()).isEqualTo(Dates.date(MARCH_1.plusDays(2)));
        assertThat(membership.getStanding()).isEqualTo("self-serve-churned");
        assertThat(differences(account)).isEmpty();
        // It goes on by itself from there.
        log.publish(snapshots(account, 9, closing(MARCH_1.plusDays(20), selfServe(veryBusy()))));
        passed(account, 9);
        assertThat(get(account).getCurrentAsOf()).isEqualTo(Dates.date(MARCH_1.plusDays(20)));
        assertThat(differences(account)).isEmpty();
    }

    private List<String> differences(AccountKey account) {
        List<String> differences = new ArrayList<>();
        segmentation.verifyMemberships(VerifyMembershipsRequest.newBuilder().setLogPartition(account.partition(12)).build())
                .forEachRemaining(it -> differences.addAll(it.getSummary().getDifferencesList()));
        return differences;
    }

    private Membership get(AccountKey account) {
        return segmentation.getMembership(
                GetMembershipRequest.newBuilder().setName(ResourceNames.account(account) + "/membership").build());
    }
}
