package dev.bellwether.segmentation.evaluation;

import dev.bellwether.segmentation.membership.Membership;

/// What is known of an account before its next snapshot.
///
/// @param version  of its stream
/// @param revision of the scheme by which its last snapshot was decided; 0 before the first
public record EvaluatedAccount(Position position, Membership membership, long version, int revision) {
    public static final EvaluatedAccount NEW = new EvaluatedAccount(Position.NONE, Membership.unplaced(), 0, 0);
}
