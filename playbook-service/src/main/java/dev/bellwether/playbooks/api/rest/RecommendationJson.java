package dev.bellwether.playbooks.api.rest;

import static dev.bellwether.chassis.time.Dates.instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Recommendation", description = "One task to do for an account.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RecommendationJson(
        @Schema(examples = "tenants/acme/recommendations/2c1f0b6e-7d0c-3a53-9a50-6f6a7a0f2d11") String name,
        @Schema(description = "The last part of the name.") String id,
        String tenant,
        String account,
        String accountName,
        @Schema(examples = "enterprise-churn-prevention") String playbook,
        int playbookVersion,
        @Schema(implementation = KindJson.class) ActionKind kind,
        @Schema(description = "The segment that it was made for.", examples = "enterprise-at-risk") String segment,
        @Schema(description = "For people: what to do.") String title,
        @Schema(description = "For people: how to do it.") String instructions,
        @Schema(description = "For people: why for this account, with its numbers.") String reason,
        @Schema(implementation = StatusJson.class) Status status,
        @Schema(description = "Revenue at stake over a year, in the account's currency. 0 or more.") double valueAtStake,
        Instant createTime,
        Instant updateTime,
        @Schema(description = "By when it should be done. May be absent.") Instant dueTime,
        Instant expireTime,
        @Schema(description = "When a snoozed one comes back, or a deferred one is made; without it, as soon as the open one of its kind is closed.") Instant snoozedUntil,
        @Schema(description = "Who accepted, snoozed, dismissed or completed it.") String answeredBy,
        String dismissReason,
        @Schema(implementation = OutcomeJson.class) Outcome outcome,
        String outcomeNote,
        @Schema(description = "Version of the account's ledger that this form belongs to: higher is newer.") long revision,
        @Schema(description = "Version of the membership event that caused it.") long membershipVersion,
        @Schema(description = "Days after a completion, dismissal, achievement or expiry for which the playbook leaves the account alone.") int cooldownDays,
        @Schema(description = "The user who accepted it. Kept through snoozing and closing. Empty until then.") String acceptedBy,
        @Schema(description = "Of a closed one: until when its playbook leaves the account alone.") Instant cooldownEndTime,
        @Schema(description = "In which order the tasks of one account are to be done: 1 first.") int priority,
        @Schema(description = "Coming to one of these segments makes what was accepted ACHIEVED.") List<String> goalSegments) {

    enum KindJson {
        UPSELL,
        CHURN_PREVENTION,
        WIN_BACK,
        ONBOARDING,
        ADOPTION,
        RENEWAL,
        ADVOCACY,
        FEEDBACK
    }

    enum StatusJson {
        OPEN,
        ACCEPTED,
        SNOOZED,
        DISMISSED,
        COMPLETED,
        EXPIRED,
        WITHDRAWN,
        ACHIEVED,
        DEFERRED
    }

    enum OutcomeJson {
        SUCCEEDED,
        FAILED,
        NEUTRAL
    }

    static RecommendationJson of(Recommendation message) {
        return new RecommendationJson(
                message.getName(),
                message.getName().substring(message.getName().lastIndexOf('/') + 1),
                message.getTenant(),
                message.getAccount(),
                message.getAccountName(),
                message.getPlaybook(),
                message.getPlaybookVersion(),
                message.getKind(),
                message.getSegment(),
                message.getTitle(),
                message.getInstructions(),
                message.getReason(),
                message.getStatus(),
                message.getValueAtStake(),
                instant(message.getCreateTime()),
                instant(message.getUpdateTime()),
                message.hasDueTime() ? instant(message.getDueTime()) : null,
                instant(message.getExpireTime()),
                message.hasSnoozedUntil() ? instant(message.getSnoozedUntil()) : null,
                message.getAnsweredBy(),
                message.getDismissReason(),
                message.getOutcome() == Outcome.OUTCOME_UNSPECIFIED ? null : message.getOutcome(),
                message.getOutcomeNote(),
                message.getRevision(),
                message.getMembershipVersion(),
                message.getCooldownDays(),
                message.getAcceptedBy(),
                message.hasCooldownEndTime() ? instant(message.getCooldownEndTime()) : null,
                message.getPriority(),
                message.getGoalSegmentsList());
    }
}
