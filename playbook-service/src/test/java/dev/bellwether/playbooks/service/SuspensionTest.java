package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuspensionTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    Database database;

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
        var waiting = AwaitedValue.until(() -> suspended(broken), found -> found.size() == 1).getFirst();
        assertThat(waiting.getReason()).startsWith("Membership version 1:");
        assertThatThrownBy(() -> resume(broken)).hasMessageContaining("FAILED_PRECONDITION").hasMessageContaining("still");
        assertThat(suspended(broken)).hasSize(1);
    }

    @Test
    void an_account_that_is_resumed_makes_up_for_what_it_has_missed() {
        var late = new AccountKey("suspension", "late");
        int partition = late.partition(12);
        service.awaitRead();
        database.inTransaction(sql -> sql.update(
                """
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                SELECT topic, partition, $3, $4, next, 'held' FROM log_offset WHERE topic = $1 AND partition = $2""",
                Tuple.of(Topics.SEGMENTS, partition, late.tenant(), late.account())));
        memberships.publish(memberships.entered(late, 1, AT_RISK, 10));
        service.awaitRead();
        assertThat(service.open(late)).isEmpty();
        resume(late);
        assertThat(service.open(late)).hasSize(1);
        assertThat(suspended(late)).isEmpty();
        assertThatThrownBy(() -> resume(late)).hasMessageContaining("NOT_FOUND");
    }
}
