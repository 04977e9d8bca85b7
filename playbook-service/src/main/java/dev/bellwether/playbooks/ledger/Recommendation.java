package dev.bellwether.playbooks.ledger;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.bellwether.playbooks.v1.ActionKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One task to do for an account, as it is after its last change.
///
/// @param segment           the segment that it is for, of those of its playbook
/// @param membershipVersion version of the membership event that brought it there
/// @param acceptedBy        the user who has accepted it, also after later changes; empty until then
/// @param changedAt         time of the last change
/// @param revision          version of the ledger's stream at the last change
public record Recommendation(
        Advice advice, String segment, long membershipVersion, String acceptedBy, Status status, Instant changedAt, long revision) {

    public UUID id() {
        return advice.id();
    }

    public String playbook() {
        return advice.proposal().playbook();
    }

    public boolean isPending() {
        return status instanceof Status.Pending;
    }

    public ActionKind kind() {
        return advice.proposal().kind();
    }

    public boolean isAccepted() {
        return isPending() && !acceptedBy.isEmpty();
    }

    boolean isDeferred() {
        return status instanceof Status.Deferred;
    }

    /// Whether it is held back by another of its kind.
    boolean isHeldBack() {
        return status instanceof Status.Deferred(var until) && until.isEmpty();
    }

    boolean hasRunOut(Instant at) {
        return isPending() && !at.isBefore(advice.expiresAt());
    }

    /// Whether its playbook has to leave the account alone at a time.
    boolean coolsDown(Instant at) {
        return aloneUntil().filter(at::isBefore).isPresent();
    }

    /// Until when its playbook leaves the account alone; absent while it is not closed.
    public Optional<Instant> aloneUntil() {
        return switch (status) {
            case Status.Dismissed _,Status.Completed _,Status.Expired _,Status.Achieved _ ->
                Optional.of(changedAt.plus(advice.proposal().cooldownDays(), DAYS));
            case Status.Withdrawn(Instant until) -> Optional.of(until);
            case Status.Pending _,Status.Deferred _ -> Optional.empty();
        };
    }

    /// What time alone makes of it next, if it ever does.
    Optional<Instant> dueAt() {
        return switch (status) {
            case Status.Snoozed(_, Instant until) -> Optional.of(until);
            case Status.Deferred(var until) -> until;
            case Status.Pending _ -> Optional.of(advice.expiresAt());
            case Status.Closed _ -> Optional.empty();
        };
    }

    Recommendation become(Status next, Instant at, long nextRevision) {
        String owner = next instanceof Status.Accepted(String by) ? by : acceptedBy;
        return new Recommendation(advice, segment, membershipVersion, owner, next, at, nextRevision);
    }

    Recommendation moved(LedgerEvent.Moved event, long nextRevision) {
        return new Recommendation(
                advice, event.segment(), event.membershipVersion(), acceptedBy, status, event.at(), nextRevision);
    }
}
