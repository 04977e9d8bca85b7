package dev.bellwether.playbooks.ledger;

import static dev.bellwether.playbooks.ledger.Scenario.AT_RISK;
import static dev.bellwether.playbooks.ledger.Scenario.POWER;
import static dev.bellwether.playbooks.ledger.Scenario.eligible;
import static dev.bellwether.playbooks.ledger.Scenario.given;
import static dev.bellwether.playbooks.ledger.Scenario.heard;
import static dev.bellwether.playbooks.ledger.Scenario.id;
import static dev.bellwether.playbooks.ledger.Scenario.march;
import static dev.bellwether.playbooks.ledger.Scenario.notEligible;
import static dev.bellwether.playbooks.ledger.Scenario.proposal;
import static dev.bellwether.playbooks.ledger.Scenario.recommended;
import static dev.bellwether.playbooks.ledger.Scenario.reported;
import static dev.bellwether.playbooks.ledger.Scenario.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.playbooks.ledger.LedgerEvent.Completed;
import dev.bellwether.playbooks.ledger.LedgerEvent.Dismissed;
import dev.bellwether.playbooks.ledger.LedgerEvent.Expired;
import dev.bellwether.playbooks.ledger.LedgerEvent.Moved;
import dev.bellwether.playbooks.ledger.LedgerEvent.Snoozed;
import dev.bellwether.playbooks.ledger.LedgerEvent.Unsnoozed;
import dev.bellwether.playbooks.ledger.LedgerEvent.Withdrawn;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerDeciderTest {

    @Test
    void an_account_that_enters_a_segment_is_recommended_what_its_playbooks_propose() {
        given().when(reported(AT_RISK, 7, march(1), eligible("call"), eligible("renew")))
                .then(recommended("call", 1, AT_RISK, 7, march(1)), recommended("renew", 2, AT_RISK, 7, march(1)));
    }

    @Test
    void an_account_that_is_not_eligible_is_recommended_nothing() {
        given().when(reported(AT_RISK, 1, march(1), notEligible("renew"))).thenNothing();
    }

    @Test
    void an_open_recommendation_is_not_made_again() {
        given(recommended("call", 1, march(1)))
                .when(reported(AT_RISK, 2, march(5), eligible("call")))
                .thenNothing();
    }

    @Test
    void leaving_the_segment_withdraws_what_is_pending() {
        given(
                recommended("call", 1, march(1)),
                recommended("renew", 2, march(1)),
                new Snoozed(id("renew", 2), "ana", march(20), march(2)))
                .when(reported(POWER, 2, march(5), eligible("expand")))
                .then(
                        withdrawn("call", 1, march(5)),
                        withdrawn("renew", 2, march(5)),
                        recommended("expand", 6, POWER, 2, march(5)));
    }

    @Test
    void a_withdrawn_recommendation_is_made_again_after_some_days_when_the_account_is_still_there() {
        var left = new LedgerEvent[] {recommended("call", 1, march(1)), withdrawn("call", 1, march(5))};
        var back = new LedgerEvent.Deferred(new Advice(id("call", 3), proposal("call"), march(8)), AT_RISK, 3, Optional.of(march(12)));
        given(left).when(heard(AT_RISK, 3, march(8), eligible("call"))).thenNothing();
        given(left).when(reported(AT_RISK, 3, march(12), eligible("call"))).then(recommended("call", 3, AT_RISK, 3, march(12)));
        given(left).when(reported(AT_RISK, 3, march(8), eligible("call"))).then(back);
        given(left[0], left[1], back).when(new LedgerCommand.TimePassed(march(12).minusNanos(1))).thenNothing();
        given(left[0], left[1], back)
                .when(new LedgerCommand.TimePassed(march(20)))
                .then(new LedgerEvent.Recommended(new Advice(id("call", 3), proposal("call"), march(12)), AT_RISK, 3));
        given(left[0], left[1], back)
                .when(new LedgerCommand.Accept(id("call", 3), "ana", march(9)))
                .thenRefused(Refusal.FailedPrecondition.class, "not made before");
        // Gone again: what was to be made is not, and its days count from the first withdrawal.
        given(left[0], left[1], back)
                .when(reported(POWER, 4, march(10)))
                .then(new Withdrawn(id("call", 3), march(12), march(10)));
    }

    @Test
    void a_fact_between_two_closings_opens_at_once_and_withdraws_nothing() {
        given(recommended("call", 1, march(1)))
                .when(heard(POWER, 2, march(5), eligible("expand")))
                .then(recommended("expand", 2, POWER, 2, march(5)));
    }

    @Test
    void the_next_closing_confirms_or_withdraws_what_a_fact_has_opened() {
        var opened = given(recommended("call", 1, march(1)), recommended("expand", 2, POWER, 2, march(5)));
        opened.when(reported(POWER, 3, march(6), eligible("expand"))).then(withdrawn("call", 1, march(6)));
        opened.when(reported(AT_RISK, 3, march(6), eligible("call"))).then(withdrawn("expand", 2, march(6)));
    }

    @Test
    void an_accepted_recommendation_is_achieved_when_the_account_comes_to_where_its_playbook_aims() {
        var accepted = given(recommended("call", 1, march(1)), new LedgerEvent.Accepted(id("call", 1), "ana", march(2)));
        accepted.when(heard(POWER, 2, march(5))).thenNothing();
        accepted.when(reported(POWER, 2, march(5))).then(new LedgerEvent.Achieved(id("call", 1), march(5)));
    }

    @Test
    void an_achieved_recommendation_leaves_its_cooldown_and_that_it_has_succeeded_is_known() {
        var achieved = given(
                recommended("call", 1, march(1)),
                new LedgerEvent.Accepted(id("call", 1), "ana", march(2)),
                new LedgerEvent.Achieved(id("call", 1), march(5)));
        achieved.when(reported(AT_RISK, 3, march(14), eligible("call"))).thenNothing();
        achieved.when(reported(AT_RISK, 3, march(15), eligible("call"))).then(recommended("call", 4, AT_RISK, 3, march(15)));
        achieved.when(new LedgerCommand.Complete(id("call", 1), "ana", Outcome.SUCCEEDED, "", march(6))).thenNothing();
        achieved.when(new LedgerCommand.Complete(id("call", 1), "ana", Outcome.FAILED, "", march(6)))
                .thenRefused(Refusal.FailedPrecondition.class, "achieved");
    }

    @Test
    void what_was_accepted_stays_with_its_owner_when_the_account_leaves_otherwise_and_can_be_completed() {
        var accepted = given(recommended("call", 1, march(1)), new LedgerEvent.Accepted(id("call", 1), "ana", march(2)));
        accepted.when(reported("enterprise-churned", 2, march(5))).thenNothing();
        accepted.when(new LedgerCommand.Complete(id("call", 1), "ana", Outcome.FAILED, "Gone.", march(6)))
                .then(new Completed(id("call", 1), "ana", Outcome.FAILED, "Gone.", march(6)));
    }

    @Test
    void a_snoozed_recommendation_belongs_to_who_has_accepted_it() {
        var snoozed = given(
                recommended("call", 1, march(1)),
                new LedgerEvent.Accepted(id("call", 1), "ana", march(2)),
                new Snoozed(id("call", 1), "bo", march(9), march(3)));
        snoozed.when(new LedgerCommand.Accept(id("call", 1), "bo", march(4)))
                .thenRefused(Refusal.FailedPrecondition.class, "accepted by ana");
        snoozed.when(reported("enterprise-churned", 2, march(5))).thenNothing();
        snoozed.when(reported(POWER, 2, march(5))).then(new LedgerEvent.Achieved(id("call", 1), march(5)));
        var back = new LedgerDecider().evolve(Ledger.empty(Scenario.ACME), List.of(
                recommended("call", 1, march(1)),
                new LedgerEvent.Accepted(id("call", 1), "ana", march(2)),
                new Snoozed(id("call", 1), "bo", march(9), march(3)),
                new Unsnoozed(id("call", 1), march(9))));
        assertThat(back.pending()).singleElement().extracting(Recommendation::status).isEqualTo(new Status.Accepted("ana"));
    }

    @Test
    void an_account_has_one_task_of_a_kind_at_a_time() {
        given().when(reported(AT_RISK, 1, march(1), eligible("call"), eligible("visit")))
                .then(recommended("call", 1, AT_RISK, 1, march(1)), heldBack("visit", 2, AT_RISK, 1, march(1)));
        given().when(heard(AT_RISK, 1, march(1), eligible("call"), eligible("visit"))).then(recommended("call", 1, AT_RISK, 1, march(1)));
    }

    private static LedgerEvent.Deferred heldBack(String playbook, int revision, String segment, int version, Instant at) {
        return new LedgerEvent.Deferred(new Advice(id(playbook, revision), proposal(playbook), at), segment, version, Optional.empty());
    }

    @Test
    void what_an_accepted_one_of_its_kind_holds_back_is_made_when_that_is_closed() {
        var call = recommended("call", 1, march(1));
        var accepted = new LedgerEvent.Accepted(id("call", 1), "ana", march(2));
        var visit = heldBack("visit", 3, "enterprise-churned", 2, march(5));
        given(call, accepted).when(reported("enterprise-churned", 2, march(5), eligible("visit"))).then(visit);

        var held = given(call, accepted, visit);
        held.when(new LedgerCommand.TimePassed(march(31).minusNanos(1))).thenNothing();
        held.when(new LedgerCommand.Accept(id("visit", 3), "bo", march(6)))
                .thenRefused(Refusal.FailedPrecondition.class, "not made before the open one of its kind is closed");
        held.when(new LedgerCommand.Complete(id("call", 1), "ana", Outcome.FAILED, "Gone.", march(9)))
                .then(new Completed(id("call", 1), "ana", Outcome.FAILED, "Gone.", march(9)),
                        recommended("visit", 3, "enterprise-churned", 2, march(9)));
        held.when(new LedgerCommand.TimePassed(march(40)))
                .then(new Expired(id("call", 1), march(31)), recommended("visit", 3, "enterprise-churned", 2, march(31)));
        // The call is achieved, and the account has left what the visit was for.
        held.when(reported(POWER, 3, march(8)))
                .then(new LedgerEvent.Achieved(id("call", 1), march(8)), new Withdrawn(id("visit", 3), march(8), march(8)));
        held.when(reported(POWER, 3, march(8), eligible("visit")))
                .then(new LedgerEvent.Achieved(id("call", 1), march(8)), new Moved(id("visit", 3), POWER, 3, march(8)),
                        recommended("visit", 3, POWER, 3, march(8)));
    }

    @Test
    void a_withdrawal_cooldown_that_ends_while_another_of_the_kind_is_open_continues_until_that_is_closed() {
        var left = new LedgerEvent[] {
            recommended("call", 1, march(1)),
            withdrawn("call", 1, march(5)),
            recommended("visit", 3, AT_RISK, 3, march(6)),
            new LedgerEvent.Deferred(new Advice(id("call", 4), proposal("call"), march(8)), AT_RISK, 3, Optional.of(march(12)))
        };
        given(left[0], left[1], left[2]).when(reported(AT_RISK, 3, march(8), eligible("call"), eligible("visit"))).then(left[3]);
        given(left).when(new LedgerCommand.TimePassed(march(12))).then(heldBack("call", 4, AT_RISK, 3, march(12)));
        given(left).when(new LedgerCommand.Dismiss(id("visit", 3), "ana", "no", march(10)))
                .then(new Dismissed(id("visit", 3), "ana", "no", march(10)));
        given(left).when(new LedgerCommand.Dismiss(id("visit", 3), "ana", "no", march(14)))
                .then(heldBack("call", 4, AT_RISK, 3, march(12)), new Dismissed(id("visit", 3), "ana", "no", march(14)),
                        recommended("call", 4, AT_RISK, 3, march(14)));
    }

    @Test
    void moving_to_another_segment_of_the_same_playbook_takes_the_recommendation_along() {
        given(recommended("call", 1, march(1)))
                .when(reported("self-serve-at-risk", 2, march(5), notEligible("call")))
                .then(new Moved(id("call", 1), "self-serve-at-risk", 2, march(5)));
    }

    @Test
    void after_a_dismissal_the_playbook_leaves_the_account_alone_until_the_cooldown_is_over() {
        var story = given(recommended("call", 1, march(1)), new Dismissed(id("call", 1), "ana", "no", march(3)));
        story.when(reported(AT_RISK, 3, march(13).minusNanos(1), eligible("call"))).thenNothing();
        story.when(reported(AT_RISK, 3, march(13), eligible("call")))
                .then(recommended("call", 3, AT_RISK, 3, march(13)));
    }

    @Test
    void after_a_completion_the_playbook_leaves_the_account_alone_until_the_cooldown_is_over() {
        var story = given(
                recommended("call", 1, march(1)),
                new Completed(id("call", 1), "ana", Outcome.SUCCEEDED, "", march(3)));
        story.when(reported(AT_RISK, 3, march(12), eligible("call"))).thenNothing();
        story.when(reported(AT_RISK, 3, march(13), eligible("call")))
                .then(recommended("call", 3, AT_RISK, 3, march(13)));
    }

    @Test
    void a_recommendation_expires_when_its_time_is_over_and_then_cools_down() {
        var story = given(recommended("call", 1, march(1)));
        story.when(new LedgerCommand.TimePassed(march(31).minusNanos(1))).thenNothing();
        story.when(new LedgerCommand.TimePassed(march(31))).then(new Expired(id("call", 1), march(31)));
        given(recommended("call", 1, march(1)), new Expired(id("call", 1), march(31)))
                .when(reported(AT_RISK, 2, march(40), eligible("call")))
                .thenNothing();
    }

    @Test
    void a_late_sweep_expires_a_recommendation_as_of_its_own_end() {
        given(recommended("call", 1, march(1)))
                .when(new LedgerCommand.TimePassed(march(60)))
                .then(new Expired(id("call", 1), march(31)));
    }

    @Test
    void a_recommendation_that_has_run_out_is_expired_and_not_withdrawn_when_the_account_leaves() {
        given(recommended("call", 1, march(1)))
                .when(reported(POWER, 2, march(35)))
                .then(new Expired(id("call", 1), march(31)));
    }

    @Test
    void an_expired_recommendation_cools_down_even_before_the_sweep() {
        given(recommended("call", 1, march(1)))
                .when(reported(AT_RISK, 2, march(35), eligible("call")))
                .then(new Expired(id("call", 1), march(31)));
    }

    @Test
    void a_snoozed_recommendation_comes_back_when_the_snooze_is_over() {
        var story = given(recommended("call", 1, march(1)), new Snoozed(id("call", 1), "ana", march(8), march(2)));
        story.when(new LedgerCommand.TimePassed(march(8).minusNanos(1))).thenNothing();
        story.when(new LedgerCommand.TimePassed(march(10))).then(new Unsnoozed(id("call", 1), march(8)));
    }

    @Test
    void an_account_that_has_ended_keeps_nothing_pending() {
        given(recommended("call", 1, march(1)), recommended("renew", 2, march(1)))
                .when(new LedgerCommand.MembershipEnded(march(4)))
                .then(new Withdrawn(id("call", 1), march(4), march(4)), new Withdrawn(id("renew", 2), march(4), march(4)));
    }
}
