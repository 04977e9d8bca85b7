package dev.bellwether.segmentation.membership;

import dev.bellwether.features.v1.Features;
import java.time.LocalDate;
import java.util.Optional;

/// Why an account is where it is: the rule, the condition of it that held, and the features it held for. Kept with each
/// move for ever.
///
/// @param closing      whether a day's closing decided, or a fact between two closings
/// @param placement    what the rules said
/// @param cause        of the move or the standing that it decided
public record Decision(SchemeVersion scheme, Placement placement, LocalDate asOf, Features features, boolean closing,
        TransitionCause cause) {

    public Optional<SegmentId> heldBackFrom() {
        return placement.heldBackFrom();
    }
}
