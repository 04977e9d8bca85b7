package dev.bellwether.segmentation.membership;

import dev.bellwether.segmentation.membership.TransitionCause.SchemeChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.Live;
import dev.bellwether.segmentation.membership.Observation.OfFeatures;
import dev.bellwether.segmentation.membership.Observation.RulesChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what follows from features that have been observed: where they move an account, and what a closing settles.
final class ObservationDecider {

    private final Membership membership;
    private final OfFeatures observed;
    private final Placement placement;
    private final Rules rules;
    private final Optional<Rules> before;
    private final List<MembershipEvent> events = new ArrayList<>(3);

    ObservationDecider(Membership membership, OfFeatures observed, MembershipCommand command) {
        this.membership = membership;
        this.observed = observed;
        this.rules = command.rules();
        this.before = command.before();
        this.placement = Hysteresis.place(rules, membership.standing(), observed);
    }

    List<MembershipEvent> events() {
        return events;
    }

    ObservationDecider move(boolean historic) {
        if (!membership.segment().equals(Optional.of(placement.segment()))) {
            events.add(new SegmentChanged(membership.segment(), placement.segment(), decision(causeOfMove()), historic));
        }
        return this;
    }

    ObservationDecider settle(boolean historic) {
        boolean isAnother = !membership.standing().equals(Optional.of(standing()));
        if (isAnother || events.isEmpty() && !historic && isToBeTold()) {
            events.add(new StandingSettled(standing(), decision(causeOfStanding()), historic));
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
            events.add(new StandingDeclared(standing(), decision(TransitionCause.FACTS)));
        }
        return this;
    }

    /// Where the account stands if this observation closes a day.
    private Standing standing() {
        return membership.standing()
                .filter(it -> it.segment().equals(placement.segment()))
                .orElseGet(() -> new Standing(placement.segment(), observed.asOf()));
    }

    /// Whether the facts alone have moved the account: then the rules before place it there, too.
    private TransitionCause causeOfMove() {
        return before.filter(_ -> membership.segment().isPresent())
                .map(it -> Hysteresis.place(it, membership.standing(), observed).segment())
                .filter(it -> !it.equals(placement.segment()))
                .<TransitionCause>map(_ -> new SchemeChanged(rules.playsAct()))
                .orElse(TransitionCause.FACTS);
    }

    /// That of the move which it settles. A renewal that comes near is an occasion of its own.
    private TransitionCause causeOfStanding() {
        if (RenewalMilestones.isOne(observed.features())) {
            return TransitionCause.FACTS;
        }
        return events.isEmpty() ? membership.movedBy() : causeOfMove();
    }

    private Decision decision(TransitionCause cause) {
        boolean closing = !(observed instanceof Live || observed instanceof RulesChanged);
        return new Decision(rules.version(), placement, observed.asOf(), observed.features(), closing, cause);
    }
}
