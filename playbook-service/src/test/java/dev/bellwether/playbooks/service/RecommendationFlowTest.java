package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.NURTURE;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.embedded.testing.KafkaResource;
import dev.bellwether.embedded.testing.PostgresResource;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.SummarizeRecommendationsRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SegmentationPort.class)
class RecommendationFlowTest {
    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    private static AccountKey account(String name) {
        return new AccountKey("flow", name);
    }

    @Test
    void an_account_that_comes_to_be_at_risk_is_to_be_called_within_two_days() {
        var acme = account("at-risk");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        Recommendation call = service.awaitOne(acme, "enterprise-churn-prevention");
        assertThat(call.getName()).matches("tenants/flow/recommendations/[0-9a-f-]{36}");
        assertThat(call.getStatus()).isEqualTo(Status.OPEN);
        assertThat(call.getKind()).isEqualTo(ActionKind.CHURN_PREVENTION);
        assertThat(call.getSegment()).isEqualTo(AT_RISK);
        assertThat(call.getAccountName()).isEqualTo("Acme");
        assertThat(call.getValueAtStake()).isEqualTo(12_000);
        assertThat(call.getReason()).contains("Activity is at 42% of the twelve weeks before.");
        assertThat(call.getDueTime().getSeconds() - call.getCreateTime().getSeconds()).isEqualTo(2 * 86_400);
        assertThat(call.getRevision()).isEqualTo(1);
        assertThat(call.getMembershipVersion()).isEqualTo(1);
        assertThat(service.get(call.getName())).isEqualTo(call);
    }

    @Test
    void leaving_the_segment_withdraws_at_the_closing_and_returning_recommends_again_after_some_days() {
        var acme = account("back");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        var first = service.awaitOne(acme, "enterprise-churn-prevention");
        memberships.publish(memberships.entered(acme, 2, POWER, 1000));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        var withdrawn = service.get(first.getName());
        assertThat(withdrawn.getStatus()).isEqualTo(Status.WITHDRAWN);
        assertThat(withdrawn.getCooldownEndTime().getSeconds() - withdrawn.getUpdateTime().getSeconds()).isEqualTo(7 * 86_400);
        memberships.publish(memberships.entered(acme, 3, AT_RISK, 1000));
        service.awaitOpen(acme);
        var second = service.list(acme, Status.DEFERRED).getFirst();
        assertThat(second.getName()).isNotEqualTo(first.getName());
        assertThat(second.getSnoozedUntil()).isEqualTo(withdrawn.getCooldownEndTime());
        assertThat(service.list(acme, Status.WITHDRAWN)).hasSize(3);
    }

    @Test
    void a_fact_opens_at_once_and_the_next_closing_confirms_or_withdraws() {
        var acme = account("flaps");
        memberships.publish(memberships.entered(acme, 1, POWER, 1000));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        memberships.publish(
                memberships.moved(acme, 2, AT_RISK, 1000),
                memberships.moved(acme, 3, POWER, 1000),
                memberships.moved(acme, 4, AT_RISK, 1000),
                memberships.moved(acme, 5, POWER, 1000));
        service.awaitOpen(acme, "enterprise-churn-prevention", "enterprise-co-creation", "enterprise-expansion");
        assertThat(service.list(acme, Status.WITHDRAWN)).isEmpty();
        memberships.publish(memberships.settled(acme, 6, POWER));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        assertThat(service.list(acme, Status.WITHDRAWN)).hasSize(1);
    }

    @Test
    void what_was_accepted_is_achieved_when_the_account_recovers_and_counted() {
        var acme = account("recovers");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        var call = service.awaitOne(acme, "enterprise-churn-prevention");
        service.playbooks()
                .acceptRecommendation(AcceptRecommendationRequest.newBuilder().setName(call.getName()).setUser("ana").build());
        memberships.publish(memberships.entered(acme, 2, NURTURE, 1000));
        service.awaitOpen(acme, "enterprise-use-case-education");
        var achieved = service.get(call.getName());
        assertThat(achieved.getStatus()).isEqualTo(Status.ACHIEVED);
        assertThat(achieved.getAcceptedBy()).isEqualTo("ana");
        assertThat(achieved.getUpdateTime().getSeconds()).isGreaterThanOrEqualTo(call.getUpdateTime().getSeconds());
        assertThat(service.playbooks()
                .summarizeRecommendations(SummarizeRecommendationsRequest.newBuilder().setParent("tenants/flow").build())
                .getRowsList())
                .filteredOn(row -> row.getKind() == ActionKind.CHURN_PREVENTION)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getAchieved()).isEqualTo(1);
                    assertThat(row.getAchievedValue()).isEqualTo(12_000);
                });
    }

    @Test
    void what_is_to_be_done_first_for_an_account_can_be_asked_for() {
        var acme = account("first");
        memberships.publish(memberships.entered(acme, 1, POWER, 1000));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        assertThat(service.playbooks()
                .listRecommendations(ListRecommendationsRequest.newBuilder()
                        .setParent("tenants/flow")
                        .setAccount("first")
                        .setFirstOnly(true)
                        .build())
                .getRecommendationsList())
                .extracting(Recommendation::getPlaybook)
                .containsExactly("enterprise-expansion");
    }

    @Test
    void memberships_that_come_in_one_batch_are_taken_one_after_the_other() {
        var acme = account("batch");
        memberships.publish(
                memberships.entered(acme, 1, AT_RISK, 10),
                memberships.entered(acme, 2, POWER, 10),
                memberships.entered(acme, 3, NURTURE, 10));
        service.awaitOpen(acme, "enterprise-use-case-education");
        assertThat(service.list(acme, Status.WITHDRAWN)).hasSize(3);
    }

    @Test
    void memberships_that_are_delivered_again_change_nothing() {
        var acme = account("again");
        var news = List.of(
                memberships.entered(acme, 1, AT_RISK, 10),
                memberships.settled(acme, 2, AT_RISK),
                memberships.entered(acme, 3, POWER, 10),
                memberships.entered(acme, 4, NURTURE, 10));
        news.forEach(memberships::publish);
        service.awaitOpen(acme, "enterprise-use-case-education");
        Eventually.eventually(() -> service.list(acme, Status.WITHDRAWN), withdrawn -> withdrawn.size() == 3);
        var before = service.open(acme);
        news.forEach(memberships::publish);
        service.awaitRead();
        assertThat(service.open(acme)).isEqualTo(before);
        assertThat(service.list(acme, Status.WITHDRAWN)).hasSize(3);
    }

    @Test
    void a_backfills_past_is_not_acted_on_but_its_end_is_once() {
        var acme = account("backfill");
        memberships.publish(
                memberships.enteredInThePast(acme, 1, AT_RISK),
                memberships.settledInThePast(acme, 2, AT_RISK),
                memberships.enteredInThePast(acme, 3, NURTURE));
        service.awaitRead();
        assertThat(service.open(acme)).isEmpty();
        memberships.publish(memberships.declared(acme, 4, NURTURE));
        service.awaitOpen(acme, "enterprise-use-case-education");
        assertThat(service.list(acme, Status.WITHDRAWN)).isEmpty();
    }

    @Test
    void what_another_scheme_alone_has_moved_is_left_as_it_is_until_facts_move_it() {
        var acme = account("scheme");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        var call = service.awaitOne(acme, "enterprise-churn-prevention");
        memberships.publish(
                memberships.byScheme(memberships.moved(acme, 2, POWER, 1000), false),
                memberships.byScheme(memberships.settled(acme, 3, POWER), false));
        service.awaitRead();
        assertThat(service.open(acme)).containsExactly(call);
        // A renewal that comes near is an occasion of its own, though nothing else has changed since.
        memberships.publish(memberships.settled(acme, 4, POWER));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        assertThat(service.get(call.getName()).getStatus()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void leaving_where_another_scheme_has_moved_it_withdraws_what_was_open_before() {
        var acme = account("scheme-left");
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 1000));
        var call = service.awaitOne(acme, "enterprise-churn-prevention");
        memberships.publish(
                memberships.byScheme(memberships.moved(acme, 2, POWER, 1000), false),
                memberships.byScheme(memberships.settled(acme, 3, POWER), false),
                memberships.entered(acme, 4, NURTURE, 1000));
        service.awaitOpen(acme, "enterprise-use-case-education");
        assertThat(service.get(call.getName()).getStatus()).isEqualTo(Status.WITHDRAWN);
    }

    @Test
    void plays_act_on_what_another_scheme_has_moved_when_its_publisher_wants_them_to() {
        var acme = account("scheme-acted");
        memberships.publish(
                memberships.entered(acme, 1, AT_RISK, 1000),
                memberships.byScheme(memberships.entered(acme, 2, POWER, 1000), true));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
    }

    @Test
    void an_erased_account_keeps_nothing_open() {
        var acme = account("erased");
        memberships.publish(memberships.entered(acme, 1, POWER, 10));
        service.awaitOpen(acme, "enterprise-co-creation", "enterprise-expansion");
        memberships.publish(memberships.ended(acme, 2));
        service.awaitOpen(acme);
    }
}
