package dev.bellwether.segmentation.membership;

import java.util.Optional;

/// Tells the aggregate what has been observed of its account, and by which rules it is to be judged.
///
/// @param before the rules by which the account was decided last, where those were others
public record MembershipCommand(Observation observation, Rules rules, Optional<Rules> before) {

    public MembershipCommand(Observation observation, Rules rules) {
        this(observation, rules, Optional.empty());
    }
}
