package dev.bellwether.playbooks.trigger;

import static dev.bellwether.chassis.time.Dates.instant;

import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.MembershipEvent;
import java.time.Instant;

/// What a membership event asks the playbooks to do.
sealed interface MembershipAction {
    String segment();

    Features features();

    boolean settled();

    Instant at();

    /// @param settled whether a closing told so, or a fact between two
    record Enter(String segment, Features features, boolean settled, Instant at) implements MembershipAction {}

    record End(Instant at) implements MembershipAction {
        @Override
        public String segment() {
            return "";
        }

        @Override
        public boolean settled() {
            return true;
        }

        @Override
        public Features features() {
            return Features.getDefaultInstance();
        }
    }

    /// A backfill's past calls for no action.
    static boolean isFor(MembershipEvent event) {
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED -> !event.getSegmentChanged().getHistoric();
            case STANDING_SETTLED -> !event.getStandingSettled().getHistoric();
            case STANDING_DECLARED, MEMBERSHIP_ENDED -> true;
            case EVENT_NOT_SET -> false;
        };
    }

    /// Whether plays act on it: not when another scheme alone has moved the account, unless its publisher wants them to.
    static boolean isActedOn(MembershipEvent event) {
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED -> isActedOn(event.getSegmentChanged().getDecision());
            case STANDING_SETTLED -> isActedOn(event.getStandingSettled().getDecision());
            case STANDING_DECLARED, MEMBERSHIP_ENDED, EVENT_NOT_SET -> true;
        };
    }

    private static boolean isActedOn(Decision decision) {
        return decision.getCause() != Decision.Cause.SCHEME_CHANGED || decision.getPlaysAct();
    }

    /// A closing that has moved the account settles it, too: once is enough.
    static boolean isKnown(MembershipEvent event, ActedMembership last) {
        return event.hasStandingSettled()
                && last != null
                && last.settled()
                && last.actedOn()
                && last.segment().equals(event.getStandingSettled().getSegment())
                && last.features().equals(event.getStandingSettled().getDecision().getFeatures());
    }

    static MembershipAction of(MembershipEvent event) {
        Instant at = instant(event.getDecidedAt());
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED ->
                enter(event.getSegmentChanged().getToSegment(), event.getSegmentChanged().getDecision(), at);
            case STANDING_SETTLED ->
                enter(event.getStandingSettled().getSegment(), event.getStandingSettled().getDecision(), at);
            case STANDING_DECLARED ->
                enter(event.getStandingDeclared().getSegment(), event.getStandingDeclared().getDecision(), at);
            case MEMBERSHIP_ENDED -> new End(at);
            case EVENT_NOT_SET -> throw new IllegalArgumentException("Nothing to act on");
        };
    }

    private static Enter enter(String segment, Decision decision, Instant at) {
        return new Enter(segment, decision.getFeatures(), decision.getClosing(), at);
    }
}
