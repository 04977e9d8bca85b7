package dev.bellwether.segmentation.membership;

import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.BackfillClosing;
import dev.bellwether.segmentation.membership.Observation.BackfillLastClosing;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Observation.Erased;
import dev.bellwether.segmentation.membership.Observation.Live;
import dev.bellwether.segmentation.membership.Observation.OfFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What follows from an observation. Pure, and idle the second time: observed again in the state that came of it,
/// nothing follows.
final class MembershipDecider {

    private final Membership membership;
    private final OfFeatures observed;
    private final Placement placement;
    private final Rules rules;
    private final List<MembershipEvent> events = new ArrayList<>(3);

    private MembershipDecider(Membership membership, OfFeatures observed, Rules rules) {
        this.membership = membership;
        this.observed = observed;
        this.rules = rules;
        this.placement = Hysteresis.place(rules, membership.standing(), observed);
    }

    static List<MembershipEvent> decide(Observation observation, Membership membership, Rules rules) {
        if (membership instanceof Ended) {
            return List.of();
        }
        return switch (observation) {
            case Erased _ -> List.of(new MembershipEnded(membership.segment()));
            case Live live -> new MembershipDecider(membership, live, rules).move(false).events;
            case Closing closing -> new MembershipDecider(membership, closing, rules).move(false).settle(false).events;
            case BackfillClosing closing -> new MembershipDecider(membership, closing, rules).move(true).settle(true).events;
            case BackfillLastClosing closing ->
                new MembershipDecider(membership, closing, rules).move(true).settle(true).declare().events;
        };
    }

    private MembershipDecider move(boolean historic) {
        if (!membership.segment().equals(Optional.of(placement.segment()))) {
            events.add(new SegmentChanged(membership.segment(), placement.segment(), decision(), historic));
        }
        return this;
    }

    private MembershipDecider settle(boolean historic) {
        boolean isAnother = !membership.standing().equals(Optional.of(standing()));
        if (isAnother || events.isEmpty() && !historic && isToBeTold()) {
            events.add(new StandingSettled(standing(), decision(), historic));
        }
        return this;
    }

    /// What a fact has moved is confirmed, or is where it was; and who acts on memberships hears of a renewal that comes near.
    private boolean isToBeTold() {
        return membership.isUnsettled()
                || !membership.settledOn().equals(Optional.of(observed.asOf())) && RenewalMilestones.isOne(observed.features());
    }

    private MembershipDecider declare() {
        if (!membership.declared()) {
            events.add(new StandingDeclared(standing(), decision()));
        }
        return this;
    }

    /// Where the account stands if this observation closes a day.
    private Standing standing() {
        return membership.standing()
                .filter(it -> it.segment().equals(placement.segment()))
                .orElseGet(() -> new Standing(placement.segment(), observed.asOf()));
    }

    private Decision decision() {
        return new Decision(rules.version(), placement, observed.asOf(), observed.features(), !(observed instanceof Live));
    }
}
