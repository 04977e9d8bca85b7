package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;
import java.util.function.Consumer;

/// Features of accounts as an analyst would describe them. All of them are moderate users at first.
public final class SomeAccount {

    private SomeAccount() {}

    @SafeVarargs
    public static Features enterprise(Consumer<Features.Builder>... said) {
        return with(moderate(CompanyType.ENTERPRISE).setMrr(2_400).setSeats(60).setEmployees(900).setActiveUsers28(9), said);
    }

    @SafeVarargs
    public static Features selfServe(Consumer<Features.Builder>... said) {
        return with(moderate(CompanyType.SELF_SERVE).setMrr(49).setSeats(2).setActiveUsers28(1), said);
    }

    /// A year with the product, about two days a week, no trend.
    private static Features.Builder moderate(CompanyType companyType) {
        return Features.newBuilder().setCompanyType(companyType)
                .setTenureDays(365).setKnownDays(365).setCancelled(0).setMrrChange90(0)
                .setActiveDays7(2).setActiveDays28(8).setActiveDays84Before(25)
                .setSessions28(9).setMeanSessionMinutes28(11).setFeaturesUsed28(5)
                .setDaysSinceLastActivity(2).setActivity28(60).setActivityTrend(1)
                .setMrrPercentile(0.5).setEmployeesPercentile(0.5)
                .setActiveDays28Percentile(0.5).setSessions28Percentile(0.5).setMeanSessionMinutes28Percentile(0.5)
                .setFeaturesUsed28Percentile(0.5).setActivity28Percentile(0.5)
                .setEngagedSessionMinutes28(11).setUsageBreadth28(5).setEngagementPercentile(0.5);
    }

    public static Consumer<Features.Builder> thatCancelled() {
        return it -> it.setCancelled(1).setMrr(0);
    }

    public static Consumer<Features.Builder> silentFor(int days) {
        return it -> {
            it.setDaysSinceLastActivity(days);
            if (days >= 28) {
                it.setActiveDays28(0).setActiveDays7(0).setSessions28(0).clearMeanSessionMinutes28()
                        .setFeaturesUsed28(0).setActivity28(0).setActivityTrend(0)
                        .setActiveDays28Percentile(0.05).setActivity28Percentile(0.05)
                        .setFeaturesUsed28Percentile(0.05).clearMeanSessionMinutes28Percentile()
                        .clearEngagedSessionMinutes28().setUsageBreadth28(0).setEngagementPercentile(0.05);
            }
        };
    }

    /// Signed up so many days ago, on a trial; has looked around a little.
    public static Consumer<Features.Builder> newSince(int days) {
        return it -> it.setTenureDays(days).setKnownDays(days).setMrr(0).clearMrrChange90().setActiveDays28(Math.min(days + 1, 5))
                .setActiveDays84Before(0).clearActivityTrend().setActivity28(20).setActivity28Percentile(0.3);
    }

    /// Pays a lot, and one or two people look in now and then, and always have.
    public static Consumer<Features.Builder> largeAndAsleep() {
        return it -> it.setMrrPercentile(0.93).setEmployeesPercentile(0.9).setActiveDays28(1).setActiveDays84Before(5)
                .setActivity28(4).setActivityTrend(0.9).setDaysSinceLastActivity(13).setSessions28(1)
                .setActiveDays28Percentile(0.15).setActivity28Percentile(0.12).setFeaturesUsed28(2)
                .setFeaturesUsed28Percentile(0.15).setMeanSessionMinutes28(6).setMeanSessionMinutes28Percentile(0.2)
                .setEngagedSessionMinutes28(6).setUsageBreadth28(2).setEngagementPercentile(0.17);
    }

    public static Consumer<Features.Builder> veryBusy() {
        return it -> it.setActiveDays7(5).setActiveDays28(20).setActiveDays84Before(60).setSessions28(70)
                .setMeanSessionMinutes28(28).setFeaturesUsed28(16).setActivity28(900)
                .setDaysSinceLastActivity(0).setActiveDays28Percentile(0.9).setSessions28Percentile(0.9)
                .setMeanSessionMinutes28Percentile(0.88).setFeaturesUsed28Percentile(0.9).setActivity28Percentile(0.9)
                .setEngagedSessionMinutes28(28).setUsageBreadth28(16).setEngagementPercentile(0.89);
    }

    public static Consumer<Features.Builder> halvedAndHalvedAgain() {
        return it -> it.setActivityTrend(0.3).setActiveDays28(4).setActiveDays84Before(40).setActivity28(30);
    }

    /// A row of a table of metrics: sign-ins and a score, no sessions, no features.
    public static Consumer<Features.Builder> knownFromATableOnly() {
        return it -> it.setUsageBasis("reported").clearActiveDays7().clearSessions28().clearMeanSessionMinutes28().clearFeaturesUsed28()
                .clearEngagedSessionMinutes28().clearUsageBreadth28().clearActiveUsers28().clearActiveDays84Before().clearActivityTrend();
    }

    /// Has been there for so many days, and was never seen in the product; others are.
    public static Consumer<Features.Builder> neverActiveIn(int days) {
        return it -> {
            silentFor(1000).accept(it);
            it.clearDaysSinceLastActivity().setActiveDays84Before(0).clearActivityTrend().setTenureDays(days).setKnownDays(days);
        };
    }

    @SafeVarargs
    private static Features with(Features.Builder features, Consumer<Features.Builder>... said) {
        List.of(said).forEach(it -> it.accept(features));
        return features.build();
    }
}
