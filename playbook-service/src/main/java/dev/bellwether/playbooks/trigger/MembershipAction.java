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

    Instant at();

    record Enter(String segment, Features features, Instant at) implements MembershipAction {}

    record End(Instant at) implements MembershipAction {
        @Override
        public String segment() {
            return "";
        }

        @Override
        public Features features() {
            return Features.getDefaultInstance();
        }
    }

    /// Nothing is to be done for what a backfill tells of the past, nor when a closing settles what is known already.
    static boolean isFor(MembershipEvent event) {
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED -> !event.getSegmentChanged().getHistoric();
            case STANDING_DECLARED, MEMBERSHIP_ENDED -> true;
            case STANDING_SETTLED, EVENT_NOT_SET -> false;
        };
    }

    static MembershipAction of(MembershipEvent event) {
        Instant at = instant(event.getDecidedAt());
        return switch (event.getEventCase()) {
            case SEGMENT_CHANGED ->
                enter(event.getSegmentChanged().getToSegment(), event.getSegmentChanged().getDecision(), at);
            case STANDING_DECLARED ->
                enter(event.getStandingDeclared().getSegment(), event.getStandingDeclared().getDecision(), at);
            case MEMBERSHIP_ENDED -> new End(at);
            case STANDING_SETTLED, EVENT_NOT_SET -> throw new IllegalArgumentException("Nothing to act on");
        };
    }

    private static Enter enter(String segment, Decision decision, Instant at) {
        return new Enter(segment, decision.getFeatures(), at);
    }
}
