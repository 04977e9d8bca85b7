package dev.bellwether.segmentation.explanation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import dev.bellwether.segmentation.v1.Decision;
import java.time.LocalDate;
import java.util.Optional;

/// Where an account is, and the decision that brought it there.
///
/// @param since    the day on which it entered the segment
/// @param standing absent until the first closing
/// @param version  of the account's stream
/// @param current  its last features; absent where they are not asked for
public record MembershipView(
        AccountKey account, SegmentId segment, LocalDate since, Optional<Standing> standing, Decision decision, long version,
        Optional<Current> current) {

    /// What is known of the account now, whatever was when it entered.
    public record Current(Features features, LocalDate asOf) {}
}
