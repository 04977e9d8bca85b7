package dev.bellwether.segmentation.membership;

import java.util.Optional;

/// What happens in an account's life among the segments.
public sealed interface MembershipEvent {

    /// The account has entered a segment, and left the one it was in.
    ///
    /// @param historic a day of the past, closed by a backfill: kept as history, not acted on
    record SegmentChanged(Optional<SegmentId> from, SegmentId to, Decision decision, boolean historic)
            implements MembershipEvent {}

    /// A closing has settled where the account stands. The account does not move by it.
    ///
    /// @param historic a day of the past, closed by a backfill: kept as history, not acted on
    record StandingSettled(Standing standing, Decision decision, boolean historic) implements MembershipEvent {}

    /// A backfill has ended for the account: its standing membership, to be acted on once.
    record StandingDeclared(Standing standing, Decision decision) implements MembershipEvent {}

    /// The account has been erased, and is in no segment any more.
    ///
    /// @param from absent when it was in none: those who are told of memberships are told of its end all the same
    record MembershipEnded(Optional<SegmentId> from) implements MembershipEvent {}
}
