package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.KafkaClients;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.SuspendedAccount;
import dev.bellwether.segmentation.v1.ListMembershipEventsRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsResponse;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import io.grpc.ServerBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuspensionTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    Database database;

    @Inject
    KafkaSettings kafka;

    @ConfigProperty(name = "bellwether.peers.segmentation")
    String target;

    private List<SuspendedAccount> suspended(AccountKey account) {
        return service.operations()
                .listSuspendedAccounts(ListSuspendedAccountsRequest.newBuilder().setPageSize(1000).build())
                .getAccountsList()
                .stream()
                .filter(each -> each.getName().equals("tenants/suspension/accounts/" + account.account()))
                .toList();
    }

    private void resume(AccountKey account) {
        service.operations()
                .resumeAccount(ResumeAccountRequest.newBuilder()
                        .setName("tenants/suspension/accounts/" + account.account())
                        .build());
    }

    @Test
    void an_account_that_cannot_be_processed_waits_alone_with_its_reason() {
        var broken = new AccountKey("suspension", "broken");
        var healthy = new AccountKey("suspension", "healthy");
        memberships.publish(
                memberships.entered(broken, 1, AT_RISK, 10).toBuilder()
                        .setDecidedAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .build(),
                memberships.entered(healthy, 1, AT_RISK, 10));
        service.awaitOne(healthy, "enterprise-churn-prevention");
        var waiting = Eventually.eventually(() -> suspended(broken), found -> found.size() == 1).getFirst();
        assertThat(waiting.getReason()).startsWith("Membership version 1:");
        assertThatThrownBy(() -> resume(broken)).hasMessageContaining("FAILED_PRECONDITION").hasMessageContaining("still");
        assertThat(suspended(broken)).hasSize(1);
    }

    @Test
    void an_account_that_is_resumed_makes_up_for_what_it_has_missed() {
        var late = new AccountKey("suspension", "late");
        suspend(late);
        memberships.publish(memberships.entered(late, 1, AT_RISK, 10));
        service.awaitRead();
        assertThat(service.open(late)).isEmpty();
        resume(late);
        assertThat(service.open(late)).hasSize(1);
        assertThat(suspended(late)).isEmpty();
        assertThatThrownBy(() -> resume(late)).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void what_the_log_no_longer_has_comes_from_segmentation() throws Exception {
        var later = new AccountKey("suspension", "later");
        var acted = memberships.entered(later, 1, POWER, 10);
        var missed = memberships.entered(later, 2, AT_RISK, 10);
        memberships.publish(acted);
        service.awaitRead();
        suspend(later);
        memberships.publish(missed);
        service.awaitRead();
        letGo(later.partition(12));

        assertThatThrownBy(() -> resume(later)).hasMessageContaining("FAILED_PRECONDITION").hasMessageContaining("segmentation-service");
        var segmentation = ServerBuilder.forPort(Integer.parseInt(target.substring(target.indexOf(':') + 1)))
                .addService(new SegmentationGrpc.SegmentationImplBase() {
                    @Override
                    public void listMembershipEvents(
                            ListMembershipEventsRequest request, StreamObserver<ListMembershipEventsResponse> caller) {
                        boolean first = request.getPageToken().isEmpty();
                        caller.onNext(ListMembershipEventsResponse.newBuilder()
                                .addEvents(first ? acted : missed).setNextPageToken(first ? "more" : "").build());
                        caller.onCompleted();
                    }
                })
                .build()
                .start();
        try {
            Eventually.eventually(() -> isResumed(later), it -> it);
        } finally {
            segmentation.shutdownNow().awaitTermination();
        }
        assertThat(service.open(later)).hasSize(1);
        assertThat(suspended(later)).isEmpty();
        // Segmentation publishes again what it had not noted: nothing comes of it.
        memberships.publish(missed);
        service.awaitRead();
        assertThat(service.open(later)).hasSize(1);
    }

    /// The channel takes a moment to try again after it was refused.
    private boolean isResumed(AccountKey account) {
        try {
            resume(account);
            return true;
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    private void suspend(AccountKey account) {
        service.awaitRead();
        database.inTransaction(sql -> sql.update(
                """
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                SELECT topic, partition, $3, $4, next, 'held' FROM log_offset WHERE topic = $1 AND partition = $2""",
                Tuple.of(Topics.SEGMENTS, account.partition(12), account.tenant(), account.account())));
    }

    /// As Kafka does with what has come of age.
    private void letGo(int partition) throws Exception {
        var segments = new TopicPartition(Topics.SEGMENTS, partition);
        try (var admin = new KafkaClients(kafka).admin()) {
            admin.deleteRecords(Map.of(segments, RecordsToDelete.beforeOffset(-1))).all().get(60, TimeUnit.SECONDS);
        }
    }
}
