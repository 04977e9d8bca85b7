package dev.bellwether.playbooks.recommendation;

import static dev.bellwether.chassis.time.Dates.instant;
import static dev.bellwether.chassis.time.Dates.timestamp;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.playbooks.ledger.Advice;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.bellwether.playbooks.ledger.Recommendation;
import dev.bellwether.playbooks.ledger.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Recommendations of the ledger as the contract writes them, and back. Nothing is lost on the way: the stored and
/// published form is what ledgers are folded from.
public final class RecommendationMessages {

    private RecommendationMessages() {}

    public static dev.bellwether.playbooks.v1.Recommendation write(AccountKey account, Recommendation recommendation) {
        Advice advice = recommendation.advice();
        Proposal proposal = advice.proposal();
        var message = dev.bellwether.playbooks.v1.Recommendation.newBuilder()
                .setName(name(account.tenant(), advice.id()))
                .setTenant(account.tenant())
                .setAccount(account.account())
                .setAccountName(proposal.accountName())
                .setPlaybook(proposal.playbook())
                .setPlaybookVersion(proposal.playbookVersion())
                .setKind(proposal.kind())
                .setSegment(recommendation.segment())
                .setTitle(proposal.title())
                .setInstructions(proposal.instructions())
                .setReason(proposal.reason())
                .setValueAtStake(proposal.valueAtStake())
                .setCreateTime(timestamp(advice.createdAt()))
                .setUpdateTime(timestamp(recommendation.changedAt()))
                .setExpireTime(timestamp(advice.expiresAt()))
                .setRevision(recommendation.revision())
                .setMembershipVersion(recommendation.membershipVersion())
                .setCooldownDays(proposal.cooldownDays())
                .setWithdrawnCooldownDays(proposal.withdrawnCooldownDays())
                .setAcceptedBy(recommendation.acceptedBy())
                .setPriority(proposal.priority())
                .addAllGoalSegments(proposal.goals());
        recommendation.aloneUntil().ifPresent(until -> message.setCooldownEndTime(timestamp(until)));
        advice.dueAt().ifPresent(due -> message.setDueTime(timestamp(due)));
        return writeStatus(message, recommendation).build();
    }

    private static dev.bellwether.playbooks.v1.Recommendation.Builder writeStatus(
            dev.bellwether.playbooks.v1.Recommendation.Builder message, Recommendation recommendation) {
        Status status = recommendation.status();
        message.setStatus(status(status));
        return switch (status) {
            case Status.Deferred(var until) ->
                until.map(at -> message.setSnoozedUntil(timestamp(at))).orElse(message);
            case Status.Achieved _ -> message.setAnsweredBy(recommendation.acceptedBy());
            case Status.Open _,Status.Expired _,Status.Withdrawn _ -> message;
            case Status.Accepted(var by) -> message.setAnsweredBy(by);
            case Status.Snoozed(var by, var until) -> message.setAnsweredBy(by).setSnoozedUntil(timestamp(until));
            case Status.Dismissed(var by, var reason) -> message.setAnsweredBy(by).setDismissReason(reason);
            case Status.Completed(var by, var outcome, var note) ->
                message.setAnsweredBy(by).setOutcome(outcome).setOutcomeNote(note);
        };
    }

    private static dev.bellwether.playbooks.v1.Recommendation.Status status(Status status) {
        return switch (status) {
            case Status.Open _ -> dev.bellwether.playbooks.v1.Recommendation.Status.OPEN;
            case Status.Accepted _ -> dev.bellwether.playbooks.v1.Recommendation.Status.ACCEPTED;
            case Status.Snoozed _ -> dev.bellwether.playbooks.v1.Recommendation.Status.SNOOZED;
            case Status.Dismissed _ -> dev.bellwether.playbooks.v1.Recommendation.Status.DISMISSED;
            case Status.Completed _ -> dev.bellwether.playbooks.v1.Recommendation.Status.COMPLETED;
            case Status.Expired _ -> dev.bellwether.playbooks.v1.Recommendation.Status.EXPIRED;
            case Status.Achieved _ -> dev.bellwether.playbooks.v1.Recommendation.Status.ACHIEVED;
            case Status.Withdrawn _ -> dev.bellwether.playbooks.v1.Recommendation.Status.WITHDRAWN;
            case Status.Deferred _ -> dev.bellwether.playbooks.v1.Recommendation.Status.DEFERRED;
        };
    }

    public static Recommendation read(dev.bellwether.playbooks.v1.Recommendation message) {
        return new Recommendation(
                readAdvice(message),
                message.getSegment(),
                message.getMembershipVersion(),
                message.getAcceptedBy(),
                readStatus(message),
                instant(message.getUpdateTime()),
                message.getRevision());
    }

    static Optional<Instant> readSnoozedUntil(dev.bellwether.playbooks.v1.Recommendation message) {
        return message.hasSnoozedUntil() ? Optional.of(instant(message.getSnoozedUntil())) : Optional.empty();
    }

    static Advice readAdvice(dev.bellwether.playbooks.v1.Recommendation message) {
        Instant createdAt = instant(message.getCreateTime());
        int dueDays = message.hasDueTime() ? days(createdAt, message.getDueTime()) : 0;
        var proposal = new Proposal(
                message.getPlaybook(),
                message.getPlaybookVersion(),
                message.getKind(),
                message.getAccountName(),
                message.getTitle(),
                message.getInstructions(),
                message.getReason(),
                message.getValueAtStake(),
                dueDays,
                days(createdAt, message.getExpireTime()),
                message.getCooldownDays(),
                message.getWithdrawnCooldownDays(),
                message.getGoalSegmentsList());
        return new Advice(id(message), proposal, createdAt);
    }

    private static Status readStatus(dev.bellwether.playbooks.v1.Recommendation message) {
        return switch (message.getStatus()) {
            case OPEN -> new Status.Open();
            case ACCEPTED -> new Status.Accepted(message.getAnsweredBy());
            case SNOOZED -> new Status.Snoozed(message.getAnsweredBy(), instant(message.getSnoozedUntil()));
            case DISMISSED -> new Status.Dismissed(message.getAnsweredBy(), message.getDismissReason());
            case COMPLETED ->
                new Status.Completed(message.getAnsweredBy(), message.getOutcome(), message.getOutcomeNote());
            case EXPIRED -> new Status.Expired();
            case ACHIEVED -> new Status.Achieved();
            case WITHDRAWN -> new Status.Withdrawn(instant(message.getCooldownEndTime()));
            case DEFERRED -> new Status.Deferred(readSnoozedUntil(message));
            case STATUS_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(message.getName() + " has no status");
        };
    }

    public static String name(String tenant, UUID id) {
        return "tenants/" + tenant + "/recommendations/" + id;
    }

    public static UUID id(dev.bellwether.playbooks.v1.Recommendation message) {
        return UUID.fromString(message.getName().substring(message.getName().lastIndexOf('/') + 1));
    }

    private static int days(Instant from, Timestamp to) {
        return (int) Duration.between(from, instant(to)).toDays();
    }
}
