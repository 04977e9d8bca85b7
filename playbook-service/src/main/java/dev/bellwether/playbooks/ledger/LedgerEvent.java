package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A change of one of an account's recommendations.
public sealed interface LedgerEvent {
    UUID recommendation();

    Instant at();

    record Recommended(Advice advice, String segment, long membershipVersion) implements LedgerEvent {
        @Override
        public UUID recommendation() {
            return advice.id();
        }

        @Override
        public Instant at() {
            return advice.createdAt();
        }
    }

    /// It is to be made later: see [Status.Deferred].
    record Deferred(Advice advice, String segment, long membershipVersion, Optional<Instant> until) implements LedgerEvent {
        @Override
        public UUID recommendation() {
            return advice.id();
        }

        @Override
        public Instant at() {
            return advice.createdAt();
        }
    }

    /// The account is in another segment of the same playbook: the recommendation goes along.
    record Moved(UUID recommendation, String segment, long membershipVersion, Instant at) implements LedgerEvent {}

    record Accepted(UUID recommendation, String by, Instant at) implements LedgerEvent {}

    record Snoozed(UUID recommendation, String by, Instant until, Instant at) implements LedgerEvent {}

    /// A snooze is over: it belongs to who had accepted it, or is open again.
    record Unsnoozed(UUID recommendation, Instant at) implements LedgerEvent {}

    record Dismissed(UUID recommendation, String by, String reason, Instant at) implements LedgerEvent {}

    record Completed(UUID recommendation, String by, Outcome outcome, String note, Instant at) implements LedgerEvent {}

    record Expired(UUID recommendation, Instant at) implements LedgerEvent {}

    /// It was accepted, and the account has come to where its playbook aims.
    record Achieved(UUID recommendation, Instant at) implements LedgerEvent {}

    /// @param aloneUntil when its playbook may recommend again
    record Withdrawn(UUID recommendation, Instant aloneUntil, Instant at) implements LedgerEvent {}
}
