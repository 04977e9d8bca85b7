package dev.bellwether.features.state;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A fact that must be kept as such, because what it means depends on the facts before it. What only is counted goes into
/// [DailyCounter]s and [DaysByHash].
///
/// Days are as in [Days]. What is left out is not known, or keeps the value it had.
public sealed interface Fact {

    /// What is left out keeps the value it had.
    record Profile(
            Optional<String> name,
            CompanyType companyType,
            Optional<String> industry,
            OptionalLong employees,
            Optional<String> deploymentModel,
            OptionalDouble annualRevenueGrowth,
            OptionalDouble annualEmployeeGrowth,
            Optional<String> country,
            OptionalInt signedUpDay)
            implements Fact {}

    record SubscriptionStarted(
            String subscription, String plan, Optional<Amount> mrr, OptionalLong seats, OptionalInt renewalDay)
            implements Fact {}

    /// Changed or renewed. What is left out keeps its value.
    ///
    /// @param renewed a renewal takes a cancelled subscription up again, a change does not
    record SubscriptionAmended(
            String subscription,
            boolean renewed,
            Optional<String> plan,
            Optional<Amount> mrr,
            OptionalLong seats,
            OptionalInt renewalDay)
            implements Fact {}

    /// @param reason empty when none was given
    /// @param endsAt nanoseconds since 1970; empty when it ends with the fact
    record SubscriptionCancelled(String subscription, String reason, OptionalLong endsAt) implements Fact {}

    /// @param supportCase the [Hash64] of the case's id
    /// @param urgent      of high or urgent priority
    record CaseOpened(long supportCase, boolean urgent) implements Fact {}

    /// @param supportCase the [Hash64] of the case's id
    record CaseClosed(long supportCase) implements Fact {}

    record NpsAnswered(int score) implements Fact {}

    record CsatAnswered(int score) implements Fact {}

    /// What was done in the days that end with the fact's own, in numbers.
    record UsageReported(
            int windowDays,
            OptionalLong activeDays,
            OptionalLong sessions,
            OptionalDouble minutes,
            OptionalLong featuresUsed,
            OptionalDouble activity,
            OptionalLong users,
            OptionalLong signIns,
            OptionalInt lastActiveDay,
            OptionalLong openCases)
            implements Fact {}
}
