package dev.bellwether.playbooks.verification;

import dev.bellwether.segmentation.v1.VerifyMembershipsResponse.Standing;
import dev.bellwether.segmentation.v1.MembershipVerificationSummary;
import java.util.List;

/// A part of segmentation-service's answer to a verification of memberships.
sealed interface RebuiltMembershipsPart {
    record Standings(List<Standing> standings) implements RebuiltMembershipsPart {}

    record Summary(MembershipVerificationSummary summary) implements RebuiltMembershipsPart {}
}
