package dev.bellwether.segmentation.history;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.membership.TransitionCause.SchemeChanged;
import dev.bellwether.segmentation.membership.Decision;
import dev.bellwether.segmentation.membership.Placement;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.TransitionCause;
import dev.bellwether.segmentation.v1.Decision.Cause;
import java.util.Optional;

/// Decisions in the contract's form: rule, condition as written, and the features it held for.
public final class DecisionCodec {

    private DecisionCodec() {}

    public static dev.bellwether.segmentation.v1.Decision encode(String tenant, Decision decision) {
        Placement placement = decision.placement();
        return dev.bellwether.segmentation.v1.Decision.newBuilder()
                .setSchemeVersion(SchemeNames.version(tenant, decision.scheme().number()))
                .setRule(placement.segment().stage())
                .setCondition(placement.condition())
                .setStayed(placement.stayed())
                .setAsOf(Dates.date(decision.asOf()))
                .setFeatures(decision.features())
                .setClosing(decision.closing())
                .setHeldBackFrom(placement.heldBackFrom().map(SegmentId::toString).orElse(""))
                .setCause(decision.cause() instanceof SchemeChanged ? Cause.SCHEME_CHANGED : Cause.FACTS)
                .setPlaysAct(decision.cause() instanceof SchemeChanged(boolean playsAct) && playsAct)
                .build();
    }

    static Decision decode(String segment, dev.bellwether.segmentation.v1.Decision message) {
        Optional<SegmentId> heldBackFrom =
                message.getHeldBackFrom().isEmpty() ? Optional.empty() : Optional.of(SegmentId.parse(message.getHeldBackFrom()));
        return new Decision(
                new SchemeVersion(SchemeNames.number(message.getSchemeVersion())),
                new Placement(SegmentId.parse(segment), message.getCondition(), message.getStayed(), heldBackFrom),
                Dates.day(message.getAsOf()),
                message.getFeatures(),
                message.getClosing(),
                message.getCause() == Cause.SCHEME_CHANGED
                        ? new SchemeChanged(message.getPlaysAct())
                        : TransitionCause.FACTS);
    }
}
