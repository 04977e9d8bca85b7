package dev.bellwether.playbooks.ledger;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;
import java.util.UUID;

/// One thing that somebody should do for an account, as it is after its last change.
///
/// @param segment           the segment that the account was in when it was last reported
/// @param membershipVersion version of the membership event that brought it there
/// @param changedAt         time of the last change
/// @param revision          version of the ledger's stream at the last change
public record Recommendation(
        Advice advice, String segment, long membershipVersion, Status status, Instant changedAt, long revision) {

    public UUID id() {
        return advice.id();
    }

    public String playbook() {
        return advice.proposal().playbook();
    }

    public boolean isPending() {
        return status instanceof Status.Pending;
    }

    boolean hasRunOut(Instant at) {
        return isPending() && !at.isBefore(advice.expiresAt());
    }

    /// Whether its playbook has to leave the account alone at a time.
    boolean coolsDown(Instant at) {
        return switch (status) {
            case Status.Dismissed _, Status.Completed _, Status.Expired _ ->
                at.isBefore(changedAt.plus(advice.proposal().cooldownDays(), DAYS));
            case Status.Withdrawn _, Status.Pending _ -> false;
        };
    }

    Recommendation become(Status next, Instant at, long nextRevision) {
        return new Recommendation(advice, segment, membershipVersion, next, at, nextRevision);
    }

    Recommendation moved(LedgerEvent.Moved event, long nextRevision) {
        return new Recommendation(advice, event.segment(), event.membershipVersion(), status, event.at(), nextRevision);
    }
}
