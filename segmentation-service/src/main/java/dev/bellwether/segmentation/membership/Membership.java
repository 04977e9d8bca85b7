package dev.bellwether.segmentation.membership;

import java.time.LocalDate;
import java.util.Optional;

/// Where one account is.
///
/// It knows two places. The *standing* is settled by closings only, once a day, so that a minimum stay counts days
/// whatever happens within them. The *membership* is where the account is now: after a closing the standing itself;
/// between closings what the last standing and the latest features give. So a membership never depends on how many
/// facts came between two closings, or in which batches.
public sealed interface Membership {

    /// Nothing has been decided for the account yet.
    record Unplaced() implements Membership {}

    /// @param since    the day on which the account entered the segment
    /// @param standing absent until the first closing
    /// @param declared  whether a backfill has declared the standing
    /// @param settledOn the last day whose closing has told where the account is; absent when a fact or other rules have moved it since
    /// @param movedBy   what has moved it there since the last closing; [TransitionCause#FACTS] once a closing has settled it
    record Placed(SegmentId in, LocalDate since, Optional<Standing> standing, boolean declared, Optional<LocalDate> settledOn,
            TransitionCause movedBy)
            implements Membership {}

    /// Erased: nothing comes after.
    record Ended() implements Membership {}

    static Membership unplaced() {
        return new Unplaced();
    }

    default Optional<SegmentId> segment() {
        return this instanceof Placed placed ? Optional.of(placed.in) : Optional.empty();
    }

    default Optional<Standing> standing() {
        return Optional.empty();
    }

    default boolean declared() {
        return false;
    }

    default Optional<LocalDate> settledOn() {
        return Optional.empty();
    }

    default TransitionCause movedBy() {
        return TransitionCause.FACTS;
    }

    /// Whether a fact or other rules have moved the account since the last closing.
    default boolean isUnsettled() {
        return this instanceof Placed placed && placed.settledOn.isEmpty();
    }
}
