package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.Optional;

/// Where a recommendation is in its life. It is pending until it is closed, and closed for good.
public sealed interface Status {

    /// It can still be answered.
    sealed interface Pending extends Status {}

    /// Not answered yet.
    record Open() implements Pending {}

    /// A user has accepted it.
    record Accepted(String by) implements Pending {}

    /// It comes back at a time.
    record Snoozed(String by, Instant until) implements Pending {}

    /// Not to be done yet. It is made later, if the account is still there.
    ///
    /// @param until when, since one of its playbook was withdrawn a little before; empty when it is held back by the pending one of its
    ///              kind, and made as soon as that is closed
    record Deferred(Optional<Instant> until) implements Status {}

    sealed interface Closed extends Status {}

    record Dismissed(String by, String reason) implements Closed {}

    /// @param note may be empty
    record Completed(String by, Outcome outcome, String note) implements Closed {}

    /// Its time ran out before it was completed or dismissed.
    record Expired() implements Closed {}

    /// It was accepted, and the account has come to where its playbook aims.
    record Achieved() implements Closed {}

    /// The account left the playbook's segments before it was accepted.
    ///
    /// @param aloneUntil when its playbook may recommend again
    record Withdrawn(Instant aloneUntil) implements Closed {}
}
