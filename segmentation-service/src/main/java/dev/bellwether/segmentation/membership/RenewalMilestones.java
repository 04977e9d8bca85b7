package dev.bellwether.segmentation.membership;

import dev.bellwether.features.v1.Features;
import java.util.Set;

/// The days before a renewal at which an account is told of again though it stays where it is, so that a renewal of a healthy
/// account is seen. Several, since a renewal date that is moved may jump over one.
final class RenewalMilestones {

    private static final Set<Double> DAYS_BEFORE = Set.of(90.0, 60.0, 30.0, 14.0);

    /// Monthly plans, and those of two months, are always near their renewal.
    private static final double SHORT_TERM_DAYS = 62;

    private RenewalMilestones() {}

    static boolean isOne(Features features) {
        return features.hasRenewalInDays()
                && features.getRenewalTermDays() > SHORT_TERM_DAYS
                && DAYS_BEFORE.contains(features.getRenewalInDays());
    }
}
