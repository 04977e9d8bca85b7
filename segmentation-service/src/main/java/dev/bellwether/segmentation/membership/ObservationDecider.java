package dev.bellwether.segmentation.membership;

import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.Live;
import dev.bellwether.segmentation.membership.Observation.OfFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what follows from features that have been observed: where they move an account, and what a closing settles.
final class ObservationDecider {

    private final Membership membership;
    private final OfFeatures observed;
    private final Placement placement;
    private final Rules rules;
    private final List<MembershipEvent> events = new ArrayList<>(3);

    ObservationDecider(Membership membership, OfFeatures observed, Rules rules) {
        this.membership = membership;
        this.observed = observed;
        this.rules = rules;
        this.placement = Hysteresis.place(rules, membership.standing(), observed);
    }

    List<MembershipEvent> events() {
        return events;
    }

    ObservationDecider move(boolean historic) {
        if (!membership.segment().equals(Optional.of(placement.segment()))) {
            events.add(new SegmentChanged(membership.segment(), placement.segment(), decision(), historic));
        }
        return this;
    }

    ObservationDecider settle(boolean historic) {
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

    ObservationDecider declare() {
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
