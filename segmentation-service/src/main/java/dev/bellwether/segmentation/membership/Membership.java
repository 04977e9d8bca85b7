package dev.bellwether.segmentation.membership;

import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import java.time.LocalDate;
import java.util.List;
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
    /// @param settledOn the last day whose closing has told where the account is; absent when a fact has moved it since
    record Placed(SegmentId in, LocalDate since, Optional<Standing> standing, boolean declared, Optional<LocalDate> settledOn)
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

    /// Whether a fact has moved the account since the last closing.
    default boolean isUnsettled() {
        return this instanceof Placed placed && placed.settledOn.isEmpty();
    }

    default List<MembershipEvent> decide(Observation observation, Rules rules) {
        return MembershipDecider.decide(observation, this, rules);
    }

    default Membership evolve(MembershipEvent event) {
        return switch (event) {
            case SegmentChanged(_, SegmentId to, Decision decision, _) ->
                new Placed(to, sinceIn(to).orElse(decision.asOf()), standing(), declared(),
                        decision.closing() ? Optional.of(decision.asOf()) : Optional.empty());
            case StandingSettled(Standing settled, Decision decision, _) ->
                new Placed(settled.segment(), settled.since(), Optional.of(settled), declared(), Optional.of(decision.asOf()));
            case StandingDeclared(Standing standing, Decision decision) ->
                new Placed(standing.segment(), standing.since(), Optional.of(standing), true, Optional.of(decision.asOf()));
            case MembershipEnded _ -> new Ended();
        };
    }

    default Membership evolve(List<MembershipEvent> events) {
        Membership state = this;
        for (MembershipEvent event : events) {
            state = state.evolve(event);
        }
        return state;
    }

    /// An account that comes back to where it stands has, for all that a closing could see, never been away.
    private Optional<LocalDate> sinceIn(SegmentId segment) {
        return standing().filter(it -> it.segment().equals(segment)).map(Standing::since);
    }
}
