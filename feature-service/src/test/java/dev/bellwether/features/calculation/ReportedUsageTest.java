package dev.bellwether.features.calculation;

import static dev.bellwether.features.testing.Facts.date;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Features;
import org.junit.jupiter.api.Test;

/// What usage reports say, alone and beside events. The day is 2026-03-31; every value is calculated by hand from docs/features.md.
class ReportedUsageTest {

    private static final String TODAY = "2026-03-31";

    private final Facts facts = Facts.of("a1");

    private Features features() {
        return featuresOn(TODAY);
    }

    private Features featuresOn(String day) {
        return Calculated.on(day, facts);
    }

    @Test
    void counts_of_another_window_are_converted_to_28_days() {
        facts.on(TODAY).reported(r -> r.setWindowDays(7).setActiveDays(3).setSessions(10).setMinutes(150).setActivity(220)
                .setFeaturesUsed(6).setUsers(4).setSignIns(9).setLastActiveOn(date("2026-03-29")));
        Features features = features();
        assertThat(features.getUsageBasis()).isEqualTo("reported");
        assertThat(features.getActiveDays28()).isEqualTo(12);
        assertThat(features.getSessions28()).isEqualTo(40);
        assertThat(features.getActivity28()).isEqualTo(880);
        assertThat(features.getSignIns28()).isEqualTo(36);
        // Different things do not add up over weeks.
        assertThat(features.getFeaturesUsed28()).isEqualTo(6);
        assertThat(features.getActiveUsers28()).isEqualTo(4);
        assertThat(features.getEngagementBasis()).isEqualTo("reported");
        assertThat(features.getEngagedMinutes28()).isEqualTo(600);
        assertThat(features.getEngagedSessionMinutes28()).isEqualTo(15);
        assertThat(features.getDaysSinceLastActivity()).isEqualTo(2);
        assertThat(features.hasActivityTrend()).isFalse();
        assertThat(features.hasActiveDays84Before()).isFalse();
    }

    @Test
    void what_a_report_leaves_out_is_not_known_and_what_is_0_is_0() {
        facts.on(TODAY).started("s", "Pro", "100", 5).reported(r -> r.setWindowDays(30).setSignIns(0));
        Features features = features();
        assertThat(features.getActiveDays28()).isZero();
        assertThat(features.getActivity28()).isZero();
        assertThat(features.hasDaysSinceLastActivity()).isFalse();
        assertThat(features.hasFeaturesUsed28()).isFalse();
        assertThat(features.hasActiveUsers28()).isFalse();
        assertThat(features.hasSeatUtilisation()).isFalse();
        assertThat(features.hasEngagedSessionMinutes28()).isFalse();
        // The window began on 03-02.
        assertThat(features.getKnownDays()).isEqualTo(29);
    }

    @Test
    void days_active_are_estimated_from_sign_ins() {
        facts.on(TODAY).reported(r -> r.setWindowDays(28).setSignIns(28));
        // 28 × (1 - (27/28)^28) = 17.886
        assertThat(features().getActiveDays28()).isCloseTo(17.886, within(0.001));
        // 28 days and 28 sign-ins: the last one 28 / 29 days ago.
        assertThat(features().getDaysSinceLastActivity()).isEqualTo(1);
    }

    @Test
    void of_several_reports_the_newest_counts_until_it_is_35_days_old() {
        facts.on("2026-03-30").reported(r -> r.setSignIns(5)).on("2026-03-01").reported(r -> r.setSignIns(50).setUsers(3));
        assertThat(features().getSignIns28()).isEqualTo(5);
        // Only the older one gives people.
        assertThat(features().getActiveUsers28()).isEqualTo(3);
        assertThat(featuresOn("2026-05-03").getSignIns28()).isEqualTo(5);
        assertThat(featuresOn("2026-05-04").hasSignIns28()).isFalse();
        assertThat(featuresOn("2026-03-02").getSignIns28()).isEqualTo(50);
    }

    @Test
    void reports_of_earlier_days_tell_what_the_account_was_used_to() {
        // 03-03 is 28 days ago, 01-07 is 83, 01-06 is 84.
        facts.on("2026-01-06").reported(r -> r.setActiveDays(28))
                .on("2026-01-07").reported(r -> r.setActiveDays(14).setSignIns(56))
                .on("2026-03-03").reported(r -> r.setActiveDays(7).setSignIns(28))
                .on("2026-03-04").reported(r -> r.setActiveDays(27))
                .on(TODAY).reported(r -> r.setActiveDays(2).setSignIns(6));
        // (14 + 7) / 2 of 28 days = 0.375 a day, 31.5 of 84; sign-ins 1.5 a day before, and 6 of 28 now: 0.2143 / 1.5.
        assertThat(features().getActiveDays84Before()).isEqualTo(31.5);
        assertThat(features().getActivityTrend()).isCloseTo(0.142857, within(1e-6));
    }

    @Test
    void a_longer_window_of_the_same_day_tells_the_past() {
        facts.on(TODAY).reported(r -> r.setWindowDays(30).setSignIns(6)).reported(r -> r.setWindowDays(90).setSignIns(66));
        // 60 sign-ins in the 60 days before, one a day; 6 of 30 days are 0.2 a day. 84 × (1 - (83/84)^84) = 53.28.
        assertThat(features().getActivityTrend()).isCloseTo(0.2, within(1e-9));
        assertThat(features().getActiveDays84Before()).isCloseTo(53.28, within(0.01));
        assertThat(features().getSignIns28()).isCloseTo(5.6, within(1e-9));
    }

    @Test
    void events_hold_once_they_reach_back_over_the_28_days() {
        facts.on("2026-03-30").reported(r -> r.setActiveDays(20).setUsers(9)).on("2026-03-20").signIn("ana");
        assertThat(features().getActiveDays28()).isEqualTo(20);
        facts.on("2026-03-04").signIn("ana");
        assertThat(features().getUsageBasis()).isEqualTo("events");
        assertThat(features().getActiveDays28()).isEqualTo(2);
        assertThat(features().getActiveUsers28()).isEqualTo(1);
        // Both know of the last activity.
        assertThat(features().getDaysSinceLastActivity()).isEqualTo(2);
    }

    @Test
    void open_cases_are_those_reported_unless_cases_are_sent() {
        facts.on(TODAY).reported(r -> r.setOpenCases(3));
        assertThat(features().getOpenCases()).isEqualTo(3);
        assertThat(features().getUsageBasis()).isEmpty();
        facts.caseClosed("c1");
        assertThat(features().getOpenCases()).isZero();
    }

    @Test
    void a_report_holds_from_its_day_on() {
        facts.on("2026-03-30").signIn("").reported(r -> r.setSignIns(40));
        assertThat(featuresOn("2026-03-30").getSignIns28()).isEqualTo(40);
        facts.on("2026-03-29").signIn("");
        assertThat(featuresOn("2026-03-29").getSignIns28()).isEqualTo(1);
    }
}
