package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;

/// Where a recommendation is in its life. It is pending until it is closed, and closed for good.
public sealed interface Status {

    /// Somebody may still answer.
    sealed interface Pending extends Status {}

    /// Nobody has answered yet.
    record Open() implements Pending {}

    /// Somebody has taken it on.
    record Accepted(String by) implements Pending {}

    /// It comes back at a time.
    record Snoozed(String by, Instant until) implements Pending {}

    sealed interface Closed extends Status {}

    record Dismissed(String by, String reason) implements Closed {}

    /// @param note may be empty
    record Completed(String by, Outcome outcome, String note) implements Closed {}

    /// Its time ran out before it was completed or dismissed.
    record Expired() implements Closed {}

    /// The account has left the playbook's segments. The only end without a cooldown: nobody was asked in vain.
    record Withdrawn() implements Closed {}
}
