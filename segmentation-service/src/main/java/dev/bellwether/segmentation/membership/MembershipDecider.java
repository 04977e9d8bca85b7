package dev.bellwether.segmentation.membership;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Decider;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.BackfillClosing;
import dev.bellwether.segmentation.membership.Observation.BackfillLastClosing;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Observation.Erased;
import dev.bellwether.segmentation.membership.Observation.Live;
import dev.bellwether.segmentation.membership.Observation.RulesChanged;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What follows from an observation. Pure, and idle the second time: observed again in the state that came of it,
/// nothing follows.
public final class MembershipDecider implements Decider<MembershipCommand, Membership, MembershipEvent> {

    @Override
    public Membership initial(AccountKey account) {
        return Membership.unplaced();
    }

    @Override
    public List<MembershipEvent> decide(MembershipCommand command, Membership membership) {
        if (membership instanceof Ended) {
            return List.of();
        }
        return switch (command.observation()) {
            case Erased _ -> List.of(new MembershipEnded(membership.segment()));
            case Live live -> new ObservationDecider(membership, live, command).move(false).events();
            case RulesChanged last -> new ObservationDecider(membership, last, command).move(false).events();
            case Closing closing -> new ObservationDecider(membership, closing, command).move(false).settle(false).events();
            case BackfillClosing closing -> new ObservationDecider(membership, closing, command).move(true).settle(true).events();
            case BackfillLastClosing closing ->
                new ObservationDecider(membership, closing, command).move(true).settle(true).declare().events();
        };
    }

    @Override
    public Membership evolve(Membership membership, MembershipEvent event) {
        return switch (event) {
            case SegmentChanged(_, SegmentId to, Decision decision, _) ->
                new Placed(to, sinceIn(to, membership).orElse(decision.asOf()), membership.standing(), membership.declared(),
                        decision.closing() ? Optional.of(decision.asOf()) : Optional.empty(), decision.cause());
            case StandingSettled(Standing settled, Decision decision, _) ->
                new Placed(settled.segment(), settled.since(), Optional.of(settled), membership.declared(), Optional.of(decision.asOf()),
                        TransitionCause.FACTS);
            case StandingDeclared(Standing standing, Decision decision) ->
                new Placed(standing.segment(), standing.since(), Optional.of(standing), true, Optional.of(decision.asOf()),
                        TransitionCause.FACTS);
            case MembershipEnded _ -> new Ended();
        };
    }

    /// An account that comes back to where it stands has, for all that a closing could see, never been away.
    private static Optional<LocalDate> sinceIn(SegmentId segment, Membership membership) {
        return membership.standing().filter(it -> it.segment().equals(segment)).map(Standing::since);
    }
}
