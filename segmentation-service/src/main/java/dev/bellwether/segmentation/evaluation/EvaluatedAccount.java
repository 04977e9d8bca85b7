package dev.bellwether.segmentation.evaluation;

import dev.bellwether.segmentation.membership.Membership;

/// What is known of an account before its next snapshot.
///
/// @param version of its stream
public record EvaluatedAccount(Position position, Membership membership, long version) {

    public static final EvaluatedAccount NEW = new EvaluatedAccount(Position.NONE, Membership.unplaced(), 0);
}
