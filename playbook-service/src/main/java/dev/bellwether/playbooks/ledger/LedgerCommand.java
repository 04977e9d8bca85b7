package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What may be said to a ledger. Time and identity come along.
public sealed interface LedgerCommand {
    Instant at();

    /// The account is in a segment. What a fact between two closings has told may be another an hour later: it opens, and closes
    /// nothing. What a closing has told holds.
    ///
    /// @param coverages the playbooks of that segment, in the order in which they recommend
    /// @param settled   whether a closing has told so, or the end of a backfill
    record MembershipReported(
            String segment, long membershipVersion, List<Coverage> coverages, boolean settled, Instant at)
            implements LedgerCommand {}

    /// The account is in no segment any more.
    record MembershipEnded(Instant at) implements LedgerCommand {}

    /// Time has passed: snoozes may be over, recommendations may have run out.
    record TimePassed(Instant at) implements LedgerCommand {}

    /// A user's answer to a recommendation.
    sealed interface Answer extends LedgerCommand {
        UUID recommendation();

        String by();
    }

    record Accept(UUID recommendation, String by, Instant at) implements Answer {}

    record Snooze(UUID recommendation, String by, Instant until, Instant at) implements Answer {}

    record Dismiss(UUID recommendation, String by, String reason, Instant at) implements Answer {}

    /// @param note may be empty
    record Complete(UUID recommendation, String by, Outcome outcome, String note, Instant at) implements Answer {}
}
