package dev.bellwether.features.calculation;

import static dev.bellwether.features.testing.Facts.date;
import static dev.bellwether.features.testing.Facts.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.FeatureUsed;
import org.junit.jupiter.api.Test;

/// Every expected value is calculated by hand from the words of `features.proto`, in the comment beside it where it is more
/// than counting. The day is 2026-03-31 throughout, so that the windows are: 7 days from 03-25, 28 from 03-04, the 84 before
/// from 2025-12-10 to 03-03, 90 from 01-01, 365 from 2025-04-01; 90 days earlier is 2025-12-31.
class FeatureCalculationTest {

    private static final String TODAY = "2026-03-31";

    private final Facts facts = Facts.of("a1");

    private Features features() {
        return featuresOn(TODAY);
    }

    private Features featuresOn(String day) {
        return Calculated.on(day, facts);
    }

    @Test
    void who_it_is_comes_from_the_latest_profile_that_gives_each_field() {
        facts.on("2026-01-05").profile(p -> p.setName("Globex").setCompanyType(CompanyType.ENTERPRISE).setIndustry("FinTech")
                .setEmployees(120).setDeploymentModel("cloud").setCountry("DE").setAnnualRevenueGrowth(0.2).setAnnualEmployeeGrowth(-0.1))
                .on("2026-02-01").profile(p -> p.setIndustry("Banking").setEmployees(150))
                .on("2026-01-10").profile(p -> p.setIndustry("Insurance"));
        Features features = features();
        assertThat(features.getCompanyType()).isEqualTo(CompanyType.ENTERPRISE);
        assertThat(features.getAccountName()).isEqualTo("Globex");
        assertThat(features.getIndustry()).isEqualTo("Banking");
        assertThat(features.getEmployees()).isEqualTo(150);
        assertThat(features.getDeploymentModel()).isEqualTo("cloud");
        assertThat(features.getCountry()).isEqualTo("DE");
        assertThat(features.getAnnualRevenueGrowth()).isEqualTo(0.2);
        assertThat(features.getAnnualEmployeeGrowth()).isEqualTo(-0.1);
    }

    @Test
    void an_account_that_no_profile_describes_counts_as_self_serve_and_the_rest_is_absent() {
        facts.on(TODAY).signIn("ana");
        Features features = features();
        assertThat(features.getCompanyType()).isEqualTo(CompanyType.SELF_SERVE);
        assertThat(features.hasAccountName()).isFalse();
        assertThat(features.hasIndustry()).isFalse();
        assertThat(features.hasEmployees()).isFalse();
        assertThat(features.hasDeploymentModel()).isFalse();
        assertThat(features.hasCountry()).isFalse();
        assertThat(features.hasAnnualRevenueGrowth()).isFalse();
        assertThat(features.hasAnnualEmployeeGrowth()).isFalse();
    }

    @Test
    void tenure_counts_from_the_first_fact_whatever_it_is() {
        facts.on("2026-03-20").signIn("ana").on("2026-03-01").release("1.0");
        assertThat(features().getTenureDays()).isEqualTo(30);
        assertThat(featuresOn("2026-03-01").getTenureDays()).isZero();
    }

    @Test
    void what_it_pays_is_summed_over_the_active_subscriptions() {
        facts.on("2026-01-10").started("s1", "Pro", "100.50", 10, "2026-06-29")
                .on("2026-02-10").started("s2", "Scale", "300", 5, "2026-04-30")
                .on("2026-02-20").started("s3", "Trial", "0", 1)
                .on("2026-03-01").cancelled("s3");
        Features features = features();
        assertThat(features.getMrr()).isEqualTo(400.50);
        assertThat(features.getSeats()).isEqualTo(15);
        assertThat(features.getPlan()).isEqualTo("Scale");
        assertThat(features.getRenewalInDays()).isEqualTo(30);
        // From 2026-02-10: 18 days of February, 31 of March, 30 of April.
        assertThat(features.getRenewalTermDays()).isEqualTo(79);
        assertThat(features.getCancelled()).isZero();
    }

    @Test
    void the_change_of_mrr_is_that_since_the_end_of_the_day_90_days_earlier() {
        facts.on("2025-11-01").started("", "Pro", "100", 1)
                .at("2025-12-31T23:59:59.999999999Z").changed(c -> c.setMrr(money("130")))
                .at("2026-01-01T00:00:00Z").changed(c -> c.setMrr(money("190.25")));
        // 190.25 - 130: midnight belongs to 2026-01-01, which is only 89 days earlier.
        assertThat(features().getMrrChange90()).isEqualTo(60.25);
        assertThat(features().getMrr()).isEqualTo(190.25);
        assertThat(featuresOn("2025-12-31").getMrrChange90()).isEqualTo(130);
    }

    @Test
    void a_change_keeps_what_it_leaves_out_and_a_renewal_moves_the_date() {
        facts.on("2026-01-10").started("s", "Pro", "100", 10, "2026-04-10")
                .on("2026-02-01").changed(c -> c.setSubscriptionId("s").setSeats(20))
                .on("2026-03-01").renewed(r -> r.setSubscriptionId("s").setRenewalDate(date("2027-04-10")).setMrr(money("120")));
        Features features = features();
        assertThat(features.getPlan()).isEqualTo("Pro");
        assertThat(features.getSeats()).isEqualTo(20);
        assertThat(features.getMrr()).isEqualTo(120);
        // From 2026-03-31 to 2027-03-31 are 365 days, to 04-10 ten more.
        assertThat(features.getRenewalInDays()).isEqualTo(375);
        // From 2026-03-01 to 2027-03-01 are 365 days, to 04-10 forty more.
        assertThat(features.getRenewalTermDays()).isEqualTo(405);
    }

    @Test
    void a_renewal_that_has_been_missed_is_negative() {
        facts.on("2026-01-10").started("s", "Pro", "100", 10, "2026-03-21");
        assertThat(features().getRenewalInDays()).isEqualTo(-10);
    }

    @Test
    void an_account_has_cancelled_when_its_last_subscription_has_ended_and_until_it_comes_back() {
        facts.on("2026-01-01").started("s1", "Pro", "100", 1, "2026-06-01").started("s2", "Pro", "50", 1)
                .on("2026-02-01").cancelled("s1")
                .on("2026-02-10").cancelled("s2")
                .on("2026-02-15").changed(c -> c.setSubscriptionId("s1").setSeats(3))
                .on("2026-03-01").renewed(r -> r.setSubscriptionId("s1"));
        assertThat(featuresOn("2026-02-09").getCancelled()).isZero();
        Features gone = featuresOn("2026-02-20");
        assertThat(gone.getCancelled()).isEqualTo(1);
        assertThat(gone.getMrr()).isZero();
        assertThat(gone.getSeats()).isZero();
        assertThat(gone.hasPlan()).isFalse();
        assertThat(gone.hasRenewalInDays()).isFalse();
        assertThat(featuresOn("2026-03-01").getCancelled()).isZero();
        assertThat(featuresOn("2026-03-01").getMrr()).isEqualTo(100);
    }

    @Test
    void an_account_that_has_never_subscribed_has_not_cancelled() {
        facts.on(TODAY).signIn("ana");
        assertThat(features().getCancelled()).isZero();
        assertThat(features().getMrr()).isZero();
        assertThat(features().getSeats()).isZero();
        assertThat(features().getLifetimeRevenue()).isZero();
    }

    @Test
    void a_change_of_an_unknown_subscription_shows_that_there_is_one() {
        facts.on("2026-03-01").changed(c -> c.setSubscriptionId("s").setMrr(money("70")));
        assertThat(features().getMrr()).isEqualTo(70);
    }

    @Test
    void a_subscription_that_is_cancelled_for_later_pays_until_then() {
        facts.on("2026-01-01").started("s", "Pro", "100", 5, "2026-04-01")
                .on("2026-02-10").cancelled("s", "2026-03-20T10:00:00Z");
        for (String day : new String[] {"2026-02-10", "2026-03-19"}) {
            assertThat(featuresOn(day).getMrr()).isEqualTo(100);
            assertThat(featuresOn(day).getSeats()).isEqualTo(5);
            assertThat(featuresOn(day).getCancelled()).isZero();
        }
        for (String day : new String[] {"2026-03-20", "2026-12-31"}) {
            assertThat(featuresOn(day).getMrr()).isZero();
            assertThat(featuresOn(day).getSeats()).isZero();
            assertThat(featuresOn(day).getCancelled()).isEqualTo(1);
        }
        // The days whose ends it paid for: 31 of January, 28 of February, 19 of March.
        assertThat(features().getLifetimeRevenue()).isEqualTo(78 * 100 * 12 / 365.0, within(1e-9));
        // It paid at the end of 2026-01-05, and did not at that of 2026-04-05, 90 days later.
        assertThat(featuresOn("2026-04-05").getMrrChange90()).isEqualTo(-100);
    }

    @Test
    void a_planned_end_is_taken_back_by_a_renewal_or_a_start_before_it_and_not_by_a_change() {
        facts.on("2026-01-01").started("renewed", "Pro", "1", 1).started("begun", "Pro", "2", 1).started("changed", "Pro", "4", 1)
                .started("late", "Pro", "8", 1)
                .on("2026-02-01").cancelled("renewed", "2026-03-01T00:00:00Z").cancelled("begun", "2026-03-01T00:00:00Z")
                .cancelled("changed", "2026-03-01T00:00:00Z").cancelled("late", "2026-03-01T00:00:00Z")
                .on("2026-02-15").renewed(r -> r.setSubscriptionId("renewed")).started("begun", "Pro", "2", 1)
                .changed(c -> c.setSubscriptionId("changed").setMrr(money("16")))
                .on("2026-03-10").renewed(r -> r.setSubscriptionId("late"));
        assertThat(featuresOn("2026-02-28").getMrr()).isEqualTo(1 + 2 + 16 + 8);
        assertThat(featuresOn("2026-03-01").getMrr()).isEqualTo(1 + 2);
        assertThat(featuresOn("2026-03-10").getMrr()).isEqualTo(1 + 2 + 8);
    }

    @Test
    void another_cancellation_takes_the_place_of_a_planned_one() {
        facts.on("2026-01-01").started("later", "Pro", "1", 1).started("now", "Pro", "2", 1)
                .on("2026-02-01").cancelled("later", "2026-03-01T00:00:00Z").cancelled("now", "2026-03-01T00:00:00Z")
                .on("2026-02-10").cancelled("later", "2026-03-15T00:00:00Z").cancelled("now");
        assertThat(featuresOn("2026-02-10").getMrr()).isEqualTo(1);
        assertThat(featuresOn("2026-03-14").getMrr()).isEqualTo(1);
        assertThat(featuresOn("2026-03-15").getCancelled()).isEqualTo(1);
    }

    @Test
    void an_end_that_is_over_when_it_becomes_known_counts_from_then_on_and_one_to_come_shows_that_there_is_a_subscription() {
        facts.on("2026-01-01").started("s", "Pro", "100", 1).on("2026-02-10").cancelled("s", "2026-02-01T00:00:00Z");
        assertThat(featuresOn("2026-02-09").getCancelled()).isZero();
        assertThat(featuresOn("2026-02-10").getCancelled()).isEqualTo(1);
        facts.on("2026-02-20").cancelled("never told of", "2026-03-01T00:00:00Z");
        assertThat(featuresOn("2026-02-20").getCancelled()).isZero();
        assertThat(featuresOn("2026-03-01").getCancelled()).isEqualTo(1);
    }

    @Test
    void lifetime_revenue_is_what_was_paid_less_refunds() {
        facts.on("2025-01-10").started("s", "Pro", "9999", 1).paid("1000.10")
                .on("2026-03-31").paid("-200.05")
                .on("2026-04-01").paid("5000");
        assertThat(features().getLifetimeRevenue()).isEqualTo(800.05);
    }

    @Test
    void without_any_invoice_the_mrr_adds_up_day_by_day() {
        facts.on("2026-03-01").started("s", "Pro", "365", 1)
                .on("2026-03-11").changed(c -> c.setSubscriptionId("s").setMrr(money("730")))
                .on("2026-03-21").cancelled("s");
        // Ten days end at 365, ten at 730, the others at nothing: (3650 + 7300) × 12 / 365 = 360.
        assertThat(features().getLifetimeRevenue()).isEqualTo(360, within(1e-9));
        // On 03-12: ten days at 365, two at 730: 5110 × 12 / 365 = 168.
        assertThat(featuresOn("2026-03-12").getLifetimeRevenue()).isEqualTo(168, within(1e-9));
    }

    @Test
    void an_invoice_that_failed_is_an_invoice() {
        facts.on("2026-03-01").started("s", "Pro", "365", 1).failed();
        assertThat(features().getLifetimeRevenue()).isZero();
    }

    @Test
    void failed_invoices_count_for_28_days() {
        facts.on("2026-03-03").failed().on("2026-03-04").failed().on(TODAY).failed().failed();
        assertThat(features().getFailedInvoices28()).isEqualTo(3);
    }

    @Test
    void every_kind_of_activity_makes_a_day_active_and_nothing_else_does() {
        facts.on("2026-03-03").signIn("ana")
                .on("2026-03-04").featureUsed("ana", "export", 1)
                .on("2026-03-10").session("ana", 60)
                .on("2026-03-24").learned("ana")
                .on("2026-03-25").named("ana")
                .on(TODAY).signIn("ana").signIn("bob")
                .on("2026-03-15").contact().nps(9).paid("10").failed().release("1").productActivated("core")
                .caseOpened("c", CasePriority.LOW).caseClosed("c").started("s", "Pro", "1", 1).profile(p -> p.setName("x"));
        Features features = features();
        assertThat(features.getActiveDays28()).isEqualTo(5);
        assertThat(features.getActiveDays7()).isEqualTo(2);
        assertThat(features.getActivity28()).isEqualTo(6);
        assertThat(features.getLearning28()).isEqualTo(1);
    }

    @Test
    void a_feature_used_counts_its_count_and_once_when_it_has_none() {
        facts.on(TODAY).featureUsed("ana", "export", 40).featureUsed("ana", "import", 1);
        facts.add(facts.event().setFeatureUsed(FeatureUsed.newBuilder().setFeature("export")));
        assertThat(features().getActivity28()).isEqualTo(42);
        assertThat(features().getFeaturesUsed28()).isEqualTo(2);
    }

    @Test
    void a_feature_used_0_times_makes_the_account_known_and_is_no_activity() {
        facts.on("2026-03-30").featureUsed("ana", "export", "core", 0);
        assertThat(features().getTenureDays()).isEqualTo(1);
        assertThat(features().getActivity28()).isZero();
        assertThat(features().getActiveDays28()).isZero();
        assertThat(features().getActiveUsers28()).isZero();
        assertThat(features().getFeaturesUsed28()).isZero();
        assertThat(features().getProductsUsed()).isZero();
        assertThat(features().hasDaysSinceLastActivity()).isFalse();
    }

    @Test
    void sessions_have_a_mean_length_in_minutes() {
        facts.on("2026-03-03").session("ana", 7200).on("2026-03-04").session("ana", 90).on(TODAY).session("bob", 600);
        assertThat(features().getSessions28()).isEqualTo(2);
        // (90 s + 600 s) / 2 = 345 s = 5.75 min
        assertThat(features().getMeanSessionMinutes28()).isEqualTo(5.75);
    }

    @Test
    void without_sessions_their_mean_is_absent() {
        facts.on("2026-03-03").session("ana", 7200);
        assertThat(features().hasMeanSessionMinutes28()).isFalse();
        assertThat(features().hasMeanSessionMinutes28Percentile()).isFalse();
        assertThat(features().getSessions28()).isZero();
    }

    @Test
    void users_and_features_are_counted_once_across_the_months_edge() {
        facts.on("2026-02-28").signIn("ana").featureUsed("ana", "export", 1)
                .on("2026-03-02").signIn("ana").signIn("bob").featureUsed("bob", "export", 1)
                .on("2026-03-05").signIn("cy").signIn("").nps(3);
        // On 03-10 the window is 02-11 to 03-10.
        Features features = featuresOn("2026-03-10");
        assertThat(features.getActiveUsers28()).isEqualTo(3);
        assertThat(features.getFeaturesUsed28()).isEqualTo(1);
        // On 03-29 it is 03-02 to 03-29.
        assertThat(featuresOn("2026-03-29").getActiveUsers28()).isEqualTo(3);
        // On 03-30 it begins at 03-03: only cy is left.
        assertThat(featuresOn("2026-03-30").getActiveUsers28()).isEqualTo(1);
        assertThat(featuresOn("2026-03-30").getFeaturesUsed28()).isZero();
    }

    @Test
    void seats_in_use_are_active_users_by_seats() {
        facts.on("2026-03-10").started("s", "Pro", "10", 8).signIn("ana").signIn("bob");
        assertThat(features().getSeatUtilisation()).isEqualTo(0.25);
    }

    @Test
    void without_seats_their_utilisation_is_absent() {
        facts.on("2026-03-10").started("s", "Pro", "10", 0).signIn("ana");
        assertThat(features().hasSeatUtilisation()).isFalse();
    }

    @Test
    void products_count_once_for_ever_whether_activated_or_used() {
        facts.on("2024-01-10").productActivated("core")
                .on("2026-03-10").featureUsed("ana", "export", "core", 1).session("ana", 5, "reports")
                .on("2026-04-01").productActivated("later");
        assertThat(features().getProductsUsed()).isEqualTo(2);
    }

    @Test
    void silence_is_counted_in_days() {
        facts.on("2025-10-01").signIn("ana").on("2026-03-30").contact();
        // October has 30 days left, then 30, 31, 31, 28, 31: 181.
        assertThat(features().getDaysSinceLastActivity()).isEqualTo(181);
        assertThat(features().getDaysSinceLastContact()).isEqualTo(1);
        assertThat(featuresOn("2025-10-01").getDaysSinceLastActivity()).isZero();
    }

    @Test
    void an_account_that_has_never_been_active_or_talked_with_has_no_silence() {
        facts.on("2026-03-01").profile(p -> p.setName("x"));
        assertThat(features().hasDaysSinceLastActivity()).isFalse();
        assertThat(features().getEverContacted()).isZero();
    }

    @Test
    void the_trend_compares_activity_per_day_with_that_of_the_84_days_before() {
        facts.on("2025-01-01").signIn("ana")
                .on("2025-12-09").featureUsed("ana", "f", 1000)
                .on("2025-12-10").featureUsed("ana", "f", 30)
                .on("2026-03-03").featureUsed("ana", "f", 12)
                .on("2026-03-04").featureUsed("ana", "f", 7);
        // (7 / 28) / (42 / 84) = 0.5
        assertThat(features().getActivityTrend()).isEqualTo(0.5);
        assertThat(features().getActiveDays84Before()).isEqualTo(2);
    }

    @Test
    void days_before_the_first_fact_are_no_part_of_the_84() {
        facts.on("2026-02-18").featureUsed("ana", "f", 7).on("2026-03-20").featureUsed("ana", "f", 28);
        // 14 days from 02-18 to 03-03: (28 / 28) / (7 / 14) = 2
        assertThat(features().getActivityTrend()).isEqualTo(2);
        assertThat(features().getActiveDays84Before()).isEqualTo(1);
    }

    @Test
    void without_activity_in_the_84_days_there_is_no_trend() {
        facts.on("2025-12-20").contact().on(TODAY).signIn("ana");
        assertThat(features().hasActivityTrend()).isFalse();
        assertThat(features().getActiveDays84Before()).isZero();
    }

    @Test
    void an_account_younger_than_28_days_has_no_trend() {
        facts.on("2026-03-04").signIn("ana");
        assertThat(features().hasActivityTrend()).isFalse();
    }

    @Test
    void an_account_gone_quiet_has_a_trend_of_nothing_and_still_knows_what_it_was_used_to() {
        facts.on("2026-01-05").signIn("ana").on("2026-01-06").signIn("ana").on("2026-02-01").signIn("ana");
        assertThat(features().getActivityTrend()).isZero();
        assertThat(features().getActiveDays84Before()).isEqualTo(3);
    }

    @Test
    void cases_are_open_until_they_are_closed_whichever_is_heard_of_first() {
        facts.on("2026-03-10").caseClosed("c1").on("2026-03-05").caseOpened("c1", CasePriority.URGENT)
                .on("2026-01-05").caseOpened("c2", CasePriority.HIGH)
                .on("2026-03-06").caseOpened("c3", CasePriority.URGENT).caseOpened("c4", CasePriority.MEDIUM)
                .on("2026-03-07").caseOpened("c5", CasePriority.CASE_PRIORITY_UNSPECIFIED);
        assertThat(features().getOpenCases()).isEqualTo(4);
        assertThat(features().getOpenUrgentCases()).isEqualTo(2);
        assertThat(featuresOn("2026-03-09").getOpenCases()).isEqualTo(5);
    }

    @Test
    void a_case_may_be_opened_again() {
        facts.on("2026-03-01").caseOpened("c", CasePriority.LOW).on("2026-03-02").caseClosed("c")
                .on("2026-03-03").caseOpened("c", CasePriority.URGENT);
        assertThat(features().getOpenCases()).isEqualTo(1);
        assertThat(features().getOpenUrgentCases()).isEqualTo(1);
    }

    @Test
    void the_last_answer_of_a_year_holds() {
        facts.on("2025-06-01").nps(2).csat(5).on("2026-02-01").nps(9).on("2026-01-01").nps(4);
        assertThat(features().getNps()).isEqualTo(9);
        assertThat(features().getCsat()).isEqualTo(5);
    }

    @Test
    void an_answer_is_too_old_after_365_days() {
        facts.on("2025-04-01").nps(0).on("2025-03-31").csat(3);
        assertThat(features().hasNps()).isTrue();
        assertThat(features().getNps()).isZero();
        assertThat(features().hasCsat()).isFalse();
    }

    @Test
    void releases_count_for_90_days() {
        facts.on("2025-12-31").release("1").on("2026-01-01").release("2").on(TODAY).release("3");
        assertThat(features().getReleases90()).isEqualTo(2);
    }

    @Test
    void without_a_reference_every_rank_is_in_the_middle_and_breadth_is_absent() {
        facts.on(TODAY).session("ana", 60).featureUsed("ana", "f", 1).profile(p -> p.setEmployees(3));
        Features features = features();
        assertThat(features.getMrrPercentile()).isEqualTo(0.5);
        assertThat(features.getEmployeesPercentile()).isEqualTo(0.5);
        assertThat(features.getActiveDays28Percentile()).isEqualTo(0.5);
        assertThat(features.getSessions28Percentile()).isEqualTo(0.5);
        assertThat(features.getMeanSessionMinutes28Percentile()).isEqualTo(0.5);
        assertThat(features.getFeaturesUsed28Percentile()).isEqualTo(0.5);
        assertThat(features.getActivity28Percentile()).isEqualTo(0.5);
        assertThat(features.hasFeatureBreadth()).isFalse();
        assertThat(features.hasPeerReference()).isFalse();
    }

    @Test
    void a_rank_of_what_is_not_known_is_absent() {
        facts.on(TODAY).signIn("ana");
        assertThat(features().hasEmployeesPercentile()).isFalse();
        assertThat(features().hasMeanSessionMinutes28Percentile()).isFalse();
    }

    @Test
    void facts_after_the_day_are_not_seen() {
        facts.on("2026-03-01").signIn("ana").started("s", "Pro", "10", 2)
                .at("2026-03-02T00:00:00Z").signIn("bob").session("bob", 60).nps(1).paid("5").contact().learned("x").failed().release("1")
                .productActivated("p").caseOpened("c", CasePriority.HIGH).profile(p -> p.setIndustry("late"))
                .changed(c -> c.setSubscriptionId("s").setSeats(9));
        Facts only = Facts.of("a1").on("2026-03-01").signIn("ana").started("s", "Pro", "10", 2);
        AccountState state = new AccountState();
        only.events().forEach(state::add);
        assertThat(featuresOn("2026-03-01"))
                .isEqualTo(new FeatureCalculation().at(state, Days.of(2026, 3, 1)).features(PeerReference.NONE));
    }

    @Test
    void before_its_first_fact_an_account_has_no_features() {
        facts.on("2026-03-02").signIn("ana");
        assertThatThrownBy(() -> featuresOn("2026-03-01")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2026-03-01");
    }
}
