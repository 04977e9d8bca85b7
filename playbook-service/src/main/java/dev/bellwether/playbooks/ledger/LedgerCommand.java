package dev.bellwether.playbooks.ledger;

import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What may be said to a ledger. Time and identity come along.
public sealed interface LedgerCommand {
    Instant at();

    /// The account is in a segment: it has just entered, or is declared to stand there.
    ///
    /// @param coverages the playbooks of that segment, in the order in which they recommend
    record MembershipReported(String segment, long membershipVersion, List<Coverage> coverages, Instant at)
            implements LedgerCommand {}

    /// The account is in no segment any more.
    record MembershipEnded(Instant at) implements LedgerCommand {}

    /// Time has passed: snoozes may be over, recommendations may have run out.
    record TimePassed(Instant at) implements LedgerCommand {}

    /// Somebody's answer to a recommendation.
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
