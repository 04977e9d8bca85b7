package dev.bellwether.segmentation.scheme;

import static dev.bellwether.segmentation.scheme.SomeAccount.enterprise;
import static dev.bellwether.segmentation.scheme.SomeAccount.halvedAndHalvedAgain;
import static dev.bellwether.segmentation.scheme.SomeAccount.knownFromATableOnly;
import static dev.bellwether.segmentation.scheme.SomeAccount.largeAndAsleep;
import static dev.bellwether.segmentation.scheme.SomeAccount.neverActiveIn;
import static dev.bellwether.segmentation.scheme.SomeAccount.newSince;
import static dev.bellwether.segmentation.scheme.SomeAccount.selfServe;
import static dev.bellwether.segmentation.scheme.SomeAccount.silentFor;
import static dev.bellwether.segmentation.scheme.SomeAccount.thatCancelled;
import static dev.bellwether.segmentation.scheme.SomeAccount.veryBusy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.scheme.Scheme.Segment;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped scheme, against accounts as an analyst would describe them. Where the segment should be follows from the
/// segments' definitions, not from the rules.
class LifecycleSchemeTest {

    private static final Scheme SCHEME = SchemeParser.parse(SchemeKind.shippedText());
    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final Rules RULES = new SchemeCompiler().compile(new SchemeVersion(1), SCHEME);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Test
    void there_are_twelve_segments() {
        assertThat(SCHEME.segments()).extracting(it -> it.id().toString()).containsExactly(
                "enterprise-churned", "enterprise-new-user", "enterprise-at-risk",
                "enterprise-sleeping-giant", "enterprise-power-user", "enterprise-nurture-and-grow",
                "self-serve-churned", "self-serve-new-user", "self-serve-at-risk",
                "self-serve-sleeping-giant", "self-serve-power-user", "self-serve-nurture-and-grow");
        assertThat(SCHEME.segments()).extracting(Segment::title).contains("Power User", "Nurture and Grow");
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                arguments("enterprise-churned", enterprise(thatCancelled())),
                arguments("enterprise-churned", enterprise(veryBusy(), thatCancelled())),
                arguments("enterprise-churned", enterprise(silentFor(90))),
                arguments("enterprise-new-user", enterprise(newSince(12))),
                arguments("enterprise-at-risk", enterprise(veryBusy(), halvedAndHalvedAgain())),
                arguments("enterprise-at-risk", enterprise(silentFor(40))),
                arguments("enterprise-sleeping-giant", enterprise(largeAndAsleep())),
                arguments("enterprise-power-user", enterprise(veryBusy())),
                arguments("enterprise-nurture-and-grow", enterprise()),
                arguments("self-serve-churned", selfServe(thatCancelled())),
                arguments("self-serve-churned", selfServe(silentFor(120))),
                arguments("self-serve-new-user", selfServe(newSince(0))),
                arguments("self-serve-new-user", selfServe(newSince(29))),
                arguments("self-serve-at-risk", selfServe(halvedAndHalvedAgain())),
                arguments("self-serve-at-risk", selfServe(silentFor(25), it -> it.setActiveDays28(1))),
                arguments("self-serve-sleeping-giant", selfServe(largeAndAsleep())),
                arguments("self-serve-power-user", selfServe(veryBusy())),
                arguments("self-serve-nurture-and-grow", selfServe()));
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void an_account_is_where_an_analyst_would_put_it(String segment, Features features) {
        assertThat(placed(features)).isEqualTo(segment);
    }

    @Test
    void an_account_of_which_one_fact_is_known_is_new() {
        Features oneFact = Features.newBuilder().setCompanyType(CompanyType.SELF_SERVE).setTenureDays(0).build();
        assertThat(placed(oneFact)).isEqualTo("self-serve-new-user");
    }

    @Test
    void an_account_of_which_nothing_is_known_is_in_a_segment_all_the_same() {
        assertThat(placed(Features.getDefaultInstance())).isEqualTo("self-serve-nurture-and-grow");
    }

    /// After the first month, who never began is lost unless somebody calls; after three, as lost as who went quiet then.
    @Test
    void a_small_customer_who_never_began_is_new_then_at_risk_then_churned() {
        assertThat(placed(selfServe(neverActiveIn(20)))).isEqualTo("self-serve-new-user");
        assertThat(placed(selfServe(neverActiveIn(30)))).isEqualTo("self-serve-at-risk");
        assertThat(placed(selfServe(neverActiveIn(89)))).isEqualTo("self-serve-at-risk");
        assertThat(placed(selfServe(neverActiveIn(90)))).isEqualTo("self-serve-churned");
        assertThat(placed(selfServe(neverActiveIn(60), it -> it.setMrr(0)))).isEqualTo("self-serve-at-risk");
    }

    @Test
    void nobody_churns_for_want_of_activity_where_no_peer_has_any() {
        assertThat(placed(selfServe(neverActiveIn(300), it -> it.setActivity28Percentile(0.5)))).isEqualTo("self-serve-at-risk");
    }

    @Test
    void a_customer_of_old_whom_nothing_has_been_seen_of_yet_is_neither_new_nor_lost() {
        assertThat(placed(selfServe(neverActiveIn(300), it -> it.setKnownDays(3)))).isEqualTo("self-serve-nurture-and-grow");
    }

    @Test
    void a_table_of_metrics_alone_tells_who_is_engaged_who_is_silent_and_who_is_new() {
        assertThat(placed(selfServe(veryBusy(), knownFromATableOnly()))).isEqualTo("self-serve-power-user");
        assertThat(placed(selfServe(silentFor(40), knownFromATableOnly()))).isEqualTo("self-serve-at-risk");
        assertThat(placed(selfServe(knownFromATableOnly(), it -> it.setTenureDays(10)))).isEqualTo("self-serve-new-user");
        assertThat(placed(selfServe(knownFromATableOnly()))).isEqualTo("self-serve-nurture-and-grow");
    }

    @Test
    void a_large_company_that_never_began_is_a_sleeping_giant() {
        assertThat(placed(enterprise(largeAndAsleep(), it -> it.setActiveDays28(0).setActiveDays84Before(0)
                .setActivity28(0).clearActivityTrend().clearDaysSinceLastActivity()))).isEqualTo("enterprise-sleeping-giant");
    }

    @Test
    void a_free_user_who_has_never_subscribed_can_be_a_power_user_and_is_no_giant() {
        assertThat(placed(selfServe(veryBusy(), it -> it.clearMrr().clearSeats().clearMrrPercentile())))
                .isEqualTo("self-serve-power-user");
        assertThat(placed(selfServe(largeAndAsleep(), it -> it.setMrr(0).setMrrPercentile(0.9).clearEmployeesPercentile())))
                .isEqualTo("self-serve-nurture-and-grow");
    }

    @Test
    void a_new_customer_who_is_busy_from_the_first_week_is_a_power_user() {
        assertThat(placed(selfServe(newSince(20), veryBusy(), it -> it.setActiveDays28(18)))).isEqualTo("self-serve-power-user");
    }

    @Test
    void being_the_busiest_where_nobody_does_much_is_no_power() {
        assertThat(placed(
                selfServe(veryBusy(), it -> it.setActiveDays28(4).setActiveDays84Before(12).setFeaturesUsed28(2).setUsageBreadth28(2))))
                .isEqualTo("self-serve-nurture-and-grow");
    }

    @Test
    void one_visit_is_no_comeback_and_three_days_are() {
        Membership churned = closing(Membership.unplaced(), 0, selfServe(silentFor(95)));
        Features visited = selfServe(silentFor(95), it -> it.setDaysSinceLastActivity(0).setActiveDays28(1));
        Features back = selfServe(silentFor(95), it -> it.setDaysSinceLastActivity(0).setActiveDays28(3));
        assertThat(closing(churned, 1, visited).segment()).isEqualTo(churned.segment());
        assertThat(closing(churned, 2, back).segment()).isNotEqualTo(churned.segment());
    }

    @Test
    void an_account_that_cancels_leaves_at_once() {
        Membership power = closing(Membership.unplaced(), 0, enterprise(veryBusy()));
        assertThat(closing(power, 1, enterprise(veryBusy(), thatCancelled())).segment().orElseThrow())
                .hasToString("enterprise-churned");
    }

    private static String placed(Features features) {
        return closing(Membership.unplaced(), 0, features).segment().orElseThrow().toString();
    }

    private static Membership closing(Membership membership, int day, Features features) {
        return DECIDER.evolve(membership,
                DECIDER.decide(new MembershipCommand(new Closing(FIRST.plusDays(day), features), RULES), membership));
    }
}
