package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.NURTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesRequest;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse.Row;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SegmentationPort.class)
class OutcomesTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    TestClock clock;

    @Test
    void the_outcome_of_each_recommendation_is_counted_once_under_its_playbook() {
        call("open");
        snooze(call("snoozed"));
        accept(call("accepted"));
        snooze(accept(call("accepted-and-snoozed")));
        for (Outcome outcome : List.of(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.NEUTRAL)) {
            service.playbooks().completeRecommendation(CompleteRecommendationRequest.newBuilder()
                    .setName(accept(call(outcome.name()))).setUser("ana").setOutcome(outcome).build());
        }
        service.playbooks().dismissRecommendation(DismissRecommendationRequest.newBuilder()
                .setName(call("dismissed")).setUser("ana").setReason("merged").build());
        accept(call("achieved"));
        call("withdrawn");
        for (String recovered : List.of("achieved", "withdrawn")) {
            memberships.publish(memberships.entered(account(recovered), 2, NURTURE, 1000));
            service.awaitOpen(account(recovered), "enterprise-use-case-education");
        }
        assertThat(rows("outcomes")).containsExactly(
                // What each is worth is a year at 1,000 a month; two were gained.
                Row.newBuilder().setPlaybook("enterprise-churn-prevention").setKind(ActionKind.CHURN_PREVENTION)
                        .setOpen(2).setAccepted(2).setAchieved(1).setSucceeded(1).setFailed(1).setNeutral(1)
                        .setDismissed(1).setWithdrawn(1).setGainedValue(24_000).build(),
                Row.newBuilder().setPlaybook("enterprise-use-case-education").setKind(ActionKind.ADOPTION).setOpen(2).build());
    }

    @Test
    void one_that_is_put_off_is_not_made_yet() {
        var acme = new AccountKey("deferred", "acme");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        service.awaitOne(acme, "enterprise-churn-prevention");
        memberships.publish(memberships.entered(acme, 2, NURTURE, 1000));
        service.awaitOpen(acme, "enterprise-use-case-education");
        memberships.publish(memberships.entered(acme, 3, AT_RISK, 1000));
        service.awaitOpen(acme);
        assertThat(rows("deferred")).extracting(Row::getPlaybook, Row::getOpen, Row::getWithdrawn).containsExactly(
                tuple("enterprise-churn-prevention", 0L, 1L),
                tuple("enterprise-use-case-education", 0L, 1L));
    }

    @Test
    void a_tenant_without_any_has_none_and_a_wrong_parent_is_refused() {
        assertThat(rows("absent")).isEmpty();
        assertThatThrownBy(() -> service.playbooks().summarizeOutcomes(SummarizeOutcomesRequest.newBuilder().setParent("acme").build()))
                .hasMessageContaining("INVALID_ARGUMENT: parent");
    }

    private static AccountKey account(String name) {
        return new AccountKey("outcomes", name);
    }

    private String call(String name) {
        memberships.publish(memberships.entered(account(name), 1, AT_RISK, 1000));
        return service.awaitOne(account(name), "enterprise-churn-prevention").getName();
    }

    private String accept(String name) {
        return service.playbooks()
                .acceptRecommendation(AcceptRecommendationRequest.newBuilder().setName(name).setUser("ana").build()).getName();
    }

    private void snooze(String name) {
        service.playbooks().snoozeRecommendation(SnoozeRecommendationRequest.newBuilder().setName(name).setUser("ana")
                .setUntil(Dates.timestamp(clock.instant().plus(Duration.ofDays(5)))).build());
    }

    private List<Row> rows(String tenant) {
        return service.playbooks().summarizeOutcomes(SummarizeOutcomesRequest.newBuilder().setParent("tenants/" + tenant).build())
                .getRowsList();
    }
}
