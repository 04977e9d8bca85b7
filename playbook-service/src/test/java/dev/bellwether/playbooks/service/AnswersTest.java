package dev.bellwether.playbooks.service;

import static dev.bellwether.playbooks.service.TestMemberships.AT_RISK;
import static dev.bellwether.playbooks.service.TestMemberships.POWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.playbooks.expiry.ExpirySweeper;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.DismissRecommendationRequest;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import dev.bellwether.playbooks.v1.SnoozeRecommendationRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnswersTest {
    private static final String CALL = "enterprise-churn-prevention";

    @Inject
    TestMemberships memberships;

    @Inject
    RunningPlaybooks service;

    @Inject
    TestClock clock;

    @Inject
    ExpirySweeper sweeper;

    private AccountKey acme;

    private Recommendation called(String account) {
        acme = new AccountKey("answers", account);
        memberships.publish(memberships.entered(acme, 1, AT_RISK, 100));
        return service.awaitOne(acme, CALL);
    }

    @Test
    void what_an_accepted_one_of_its_kind_holds_back_is_made_when_that_is_completed() {
        String name = called("held").getName();
        accept(name, "ana");
        memberships.publish(memberships.entered(acme, 2, "self-serve-at-risk", 100));
        service.awaitRead();
        assertThat(service.open(acme)).extracting(Recommendation::getPlaybook).containsExactly(CALL);
        assertThat(service.list(acme, Status.DEFERRED)).singleElement().satisfies(held -> {
            assertThat(held.getPlaybook()).isEqualTo("self-serve-recovery-offer");
            assertThat(held.hasSnoozedUntil()).isFalse();
        });
        // There is nothing that the sweeper could do about it.
        sweeper.sweep();
        complete(name, Outcome.FAILED);
        assertThat(service.open(acme)).extracting(Recommendation::getPlaybook).containsExactly("self-serve-recovery-offer");
        assertThat(service.list(acme, Status.DEFERRED)).isEmpty();
    }

    private Recommendation accept(String name, String user) {
        return service.playbooks()
                .acceptRecommendation(AcceptRecommendationRequest.newBuilder().setName(name).setUser(user).build());
    }

    private Recommendation snooze(String name, Instant until) {
        return service.playbooks()
                .snoozeRecommendation(SnoozeRecommendationRequest.newBuilder()
                        .setName(name)
                        .setUser("ana")
                        .setUntil(Dates.timestamp(until))
                        .build());
    }

    private Recommendation dismiss(String name, String reason) {
        return service.playbooks()
                .dismissRecommendation(DismissRecommendationRequest.newBuilder()
                        .setName(name)
                        .setUser("ana")
                        .setReason(reason)
                        .build());
    }

    private Recommendation complete(String name, Outcome outcome) {
        return service.playbooks()
                .completeRecommendation(CompleteRecommendationRequest.newBuilder()
                        .setName(name)
                        .setUser("ana")
                        .setOutcome(outcome)
                        .setNote("Done.")
                        .build());
    }

    private static StatusRuntimeException refused(Code code, ThrowingCallable call) {
        var refusal = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.getStatus().getCode()).isEqualTo(code);
        return refusal;
    }

    private static void refusedFor(String field, ThrowingCallable call) throws Exception {
        var refusal = refused(Code.INVALID_ARGUMENT, call);
        var detail = StatusProto.fromThrowable(refusal).getDetails(0).unpack(BadRequest.class);
        assertThat(detail.getFieldViolations(0).getField()).isEqualTo(field);
    }

    @Test
    void accepting_twice_is_accepting_once() {
        var open = called("accept");
        var accepted = accept(open.getName(), "ana");
        assertThat(accepted.getStatus()).isEqualTo(Status.ACCEPTED);
        assertThat(accepted.getAnsweredBy()).isEqualTo("ana");
        assertThat(accepted.getRevision()).isEqualTo(2);
        assertThat(accept(open.getName(), "ana")).isEqualTo(accepted).isEqualTo(service.get(open.getName()));
        assertThat(refused(Code.FAILED_PRECONDITION, () -> accept(open.getName(), "bo"))).hasMessageContaining("ana");
    }

    @Test
    void snoozing_puts_off_and_is_still_listed_as_open() {
        var open = called("snooze");
        Instant until = clock.instant().plus(Duration.ofDays(3));
        var snoozed = snooze(open.getName(), until);
        assertThat(snoozed.getStatus()).isEqualTo(Status.SNOOZED);
        assertThat(Dates.instant(snoozed.getSnoozedUntil())).isEqualTo(until);
        assertThat(snooze(open.getName(), until)).isEqualTo(snoozed);
        assertThat(service.open(acme)).containsExactly(snoozed);
        assertThat(service.list(acme, Status.SNOOZED)).containsExactly(snoozed);
        assertThat(service.list(acme, Status.OPEN)).isEmpty();
    }

    @Test
    void dismissing_closes_with_the_reason_and_takes_no_other_answer() {
        var open = called("dismiss");
        var dismissed = dismiss(open.getName(), "They are moving office.");
        assertThat(dismissed.getStatus()).isEqualTo(Status.DISMISSED);
        assertThat(dismissed.getDismissReason()).isEqualTo("They are moving office.");
        assertThat(dismiss(open.getName(), "They are moving office.")).isEqualTo(dismissed);
        assertThat(service.open(acme)).isEmpty();
        assertThat(service.list(acme, Status.DISMISSED)).containsExactly(dismissed);
        refused(Code.FAILED_PRECONDITION, () -> accept(open.getName(), "ana"));
        refused(Code.FAILED_PRECONDITION, () -> complete(open.getName(), Outcome.SUCCEEDED));
        refused(Code.FAILED_PRECONDITION, () -> dismiss(open.getName(), "Another reason."));
    }

    @Test
    void completing_closes_with_the_outcome_and_leaves_the_account_alone_for_the_cooldown() {
        var open = called("complete");
        var completed = complete(open.getName(), Outcome.SUCCEEDED);
        assertThat(completed.getStatus()).isEqualTo(Status.COMPLETED);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(completed.getOutcomeNote()).isEqualTo("Done.");
        assertThat(complete(open.getName(), Outcome.SUCCEEDED)).isEqualTo(completed);
        refused(Code.FAILED_PRECONDITION, () -> complete(open.getName(), Outcome.FAILED));
        memberships.publish(memberships.entered(acme, 2, POWER, 100), memberships.entered(acme, 3, AT_RISK, 100));
        service.awaitRead();
        assertThat(service.open(acme)).isEmpty();
    }

    @Test
    void what_was_withdrawn_takes_no_answer() {
        var open = called("gone");
        memberships.publish(memberships.entered(acme, 2, POWER, 100));
        Eventually.eventually(() -> service.get(open.getName()), seen -> seen.getStatus() == Status.WITHDRAWN);
        assertThat(refused(Code.FAILED_PRECONDITION, () -> accept(open.getName(), "ana")))
                .hasMessageContaining("left the segment");
    }

    @Test
    void what_a_newer_one_has_followed_still_takes_its_own_answer_again_and_no_other() {
        var first = called("newer");
        memberships.publish(memberships.entered(acme, 2, POWER, 100), memberships.entered(acme, 3, AT_RISK, 100));
        Eventually.eventually(() -> service.list(acme, Status.DEFERRED), later -> later.size() == 1);
        clock.setAhead(Duration.ofDays(8));
        sweeper.sweep();
        var second = service.awaitOne(acme, CALL);
        assertThat(second.getName()).isNotEqualTo(first.getName());
        refused(Code.FAILED_PRECONDITION, () -> accept(first.getName(), "ana"));
        assertThat(accept(second.getName(), "ana").getStatus()).isEqualTo(Status.ACCEPTED);
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void a_missing_resource_is_not_found() {
        refused(Code.NOT_FOUND, () -> service.get("tenants/answers/recommendations/" + UUID.randomUUID()));
        refused(Code.NOT_FOUND, () -> service.get("tenants/answers/recommendations/nonsense"));
        refused(Code.NOT_FOUND, () -> accept("tenants/answers/recommendations/" + UUID.randomUUID(), "ana"));
    }

    @Test
    void a_tenant_does_not_see_what_is_anothers() {
        var open = called("mine");
        String stolen = open.getName().replace("tenants/answers/", "tenants/others/");
        refused(Code.NOT_FOUND, () -> service.get(stolen));
        refused(Code.NOT_FOUND, () -> accept(stolen, "eve"));
        assertThat(service.open(new AccountKey("others", "mine"))).isEmpty();
    }

    @Test
    void a_wrong_argument_is_named() throws Exception {
        var open = called("arguments");
        String name = open.getName();
        refusedFor("name", () -> service.get("recommendations/1"));
        refusedFor("user", () -> accept(name, ""));
        refusedFor("user", () -> accept(name, "x".repeat(257)));
        refusedFor("until", () -> service.playbooks()
                .snoozeRecommendation(SnoozeRecommendationRequest.newBuilder().setName(name).setUser("ana").build()));
        refusedFor("until", () -> snooze(name, clock.instant().minusSeconds(1)));
        refusedFor("until", () -> snooze(name, clock.instant().plus(Duration.ofDays(31))));
        refusedFor("until", () -> service.playbooks()
                .snoozeRecommendation(SnoozeRecommendationRequest.newBuilder()
                        .setName(name)
                        .setUser("ana")
                        .setUntil(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .build()));
        refusedFor("reason", () -> dismiss(name, " "));
        refusedFor("reason", () -> dismiss(name, "x".repeat(1001)));
        refusedFor("outcome", () -> complete(name, Outcome.OUTCOME_UNSPECIFIED));
        assertThat(service.get(name)).isEqualTo(open);
    }
}
