package dev.bellwether.playbooks.ledger;

import static dev.bellwether.playbooks.ledger.Scenario.given;
import static dev.bellwether.playbooks.ledger.Scenario.id;
import static dev.bellwether.playbooks.ledger.Scenario.march;
import static dev.bellwether.playbooks.ledger.Scenario.recommended;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.playbooks.ledger.LedgerCommand.Accept;
import dev.bellwether.playbooks.ledger.LedgerCommand.Answer;
import dev.bellwether.playbooks.ledger.LedgerCommand.Complete;
import dev.bellwether.playbooks.ledger.LedgerCommand.Dismiss;
import dev.bellwether.playbooks.ledger.LedgerCommand.Snooze;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AnswerDeciderTest {
    private static final UUID CALL = id("call", 1);
    private static final LedgerEvent CALL_RECOMMENDED = recommended("call", 1, march(1));

    private static final Accept ACCEPT = new Accept(CALL, "ana", march(2));
    private static final Snooze SNOOZE = new Snooze(CALL, "ana", march(9), march(2));
    private static final Dismiss DISMISS = new Dismiss(CALL, "ana", "They are moving office.", march(2));
    private static final Complete COMPLETE = new Complete(CALL, "ana", Outcome.SUCCEEDED, "Renewed.", march(2));

    static final List<Answer> ANSWERS = List.of(ACCEPT, SNOOZE, DISMISS, COMPLETE);

    private static LedgerEvent eventOf(Answer answer) {
        return switch (answer) {
            case Accept(var id, var by, var at) -> new LedgerEvent.Accepted(id, by, at);
            case Snooze(var id, var by, var until, var at) -> new LedgerEvent.Snoozed(id, by, until, at);
            case Dismiss(var id, var by, var reason, var at) -> new LedgerEvent.Dismissed(id, by, reason, at);
            case Complete(var id, var by, var outcome, var note, var at) ->
                new LedgerEvent.Completed(id, by, outcome, note, at);
        };
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void an_open_recommendation_takes_any_answer_and_the_same_answer_again_changes_nothing(Answer answer) {
        given(CALL_RECOMMENDED).when(answer).then(eventOf(answer));
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void a_snoozed_recommendation_takes_any_other_answer(Answer answer) {
        given(CALL_RECOMMENDED, new LedgerEvent.Snoozed(CALL, "bo", march(5), march(1)))
                .when(answer)
                .then(eventOf(answer));
    }

    @Test
    void an_accepted_recommendation_can_be_snoozed_dismissed_and_completed() {
        for (Answer answer : List.of(SNOOZE, DISMISS, COMPLETE)) {
            given(CALL_RECOMMENDED, eventOf(ACCEPT)).when(answer).then(eventOf(answer));
        }
    }

    @Test
    void a_recommendation_that_a_user_has_accepted_cannot_be_accepted_by_another() {
        given(CALL_RECOMMENDED, new LedgerEvent.Accepted(CALL, "bo", march(1)))
                .when(ACCEPT)
                .thenRefused(Refusal.FailedPrecondition.class, "accepted by bo");
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void a_withdrawn_recommendation_takes_no_answer(Answer answer) {
        given(CALL_RECOMMENDED, new LedgerEvent.Withdrawn(CALL, march(9), march(2)))
                .when(answer)
                .thenRefused(Refusal.FailedPrecondition.class, "left the segment");
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void an_expired_recommendation_takes_no_answer(Answer answer) {
        given(CALL_RECOMMENDED, new LedgerEvent.Expired(CALL, march(31)))
                .when(answer)
                .thenRefused(Refusal.FailedPrecondition.class, "expired");
    }

    @Test
    void a_recommendation_that_has_run_out_takes_no_answer_even_before_it_is_swept() {
        given(CALL_RECOMMENDED)
                .when(new Accept(CALL, "ana", march(31)))
                .thenRefused(Refusal.FailedPrecondition.class, "expired");
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void a_dismissed_recommendation_takes_no_other_answer(Answer answer) {
        given(CALL_RECOMMENDED, new LedgerEvent.Dismissed(CALL, "bo", "Wrong contact.", march(2)))
                .when(answer)
                .thenRefused(Refusal.FailedPrecondition.class, "dismissed by bo, because: Wrong contact.");
    }

    @ParameterizedTest
    @FieldSource("ANSWERS")
    void a_completed_recommendation_takes_no_other_answer(Answer answer) {
        given(CALL_RECOMMENDED, new LedgerEvent.Completed(CALL, "bo", Outcome.FAILED, "", march(2)))
                .when(answer)
                .thenRefused(Refusal.FailedPrecondition.class, "completed by bo, outcome FAILED");
    }

    @Test
    void the_same_completion_again_changes_nothing_even_long_after() {
        given(CALL_RECOMMENDED, eventOf(COMPLETE))
                .when(new Complete(CALL, "ana", Outcome.SUCCEEDED, "Renewed.", march(300)))
                .thenNothing();
    }

    @Test
    void a_snooze_must_end_in_the_future_and_before_the_recommendation_expires() {
        given(CALL_RECOMMENDED)
                .when(new Snooze(CALL, "ana", march(2), march(2)))
                .thenRefused(Refusal.InvalidArgument.class, "future");
        given(CALL_RECOMMENDED)
                .when(new Snooze(CALL, "ana", march(31), march(2)))
                .thenRefused(Refusal.InvalidArgument.class, "before the recommendation expires");
    }

    @Test
    void an_answer_to_what_the_ledger_does_not_hold_is_not_found() {
        given().when(ACCEPT).thenRefused(Refusal.NotFound.class, "no such recommendation");
    }
}
