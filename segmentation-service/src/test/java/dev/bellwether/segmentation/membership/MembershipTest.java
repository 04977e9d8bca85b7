package dev.bellwether.segmentation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.BackfillClosing;
import dev.bellwether.segmentation.membership.Observation.BackfillLastClosing;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Observation.Erased;
import dev.bellwether.segmentation.membership.Observation.Live;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Under [ActiveDaysRules]: gone at 0 active days (overrides), strong from 20 (stays from 15), else steady; a minimum stay
/// of 7 days in strong and steady.
class MembershipTest {

    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final Rules RULES = new ActiveDaysRules();
    private static final SegmentId GONE = selfServe("gone");
    private static final SegmentId STEADY = selfServe("steady");
    private static final SegmentId STRONG = selfServe("strong");

    @Test
    void the_first_live_snapshot_brings_an_account_into_a_segment_without_settling_where_it_stands() {
        given().when(live(march(1), 20)).then(entered(STRONG, march(1), 20, false));
    }

    @Test
    void a_closing_settles_where_the_account_stands() {
        given(entered(STRONG, march(1), 20, false))
                .when(closing(march(1), 20)).then(settled(STRONG, march(1), "20", 20));
    }

    @Test
    void a_first_closing_brings_an_account_in_and_settles_it() {
        given().when(closing(march(1), 5))
                .then(entered(STEADY, march(1), 5, true), settled(STEADY, march(1), "true", 5));
    }

    @Test
    void a_day_like_the_one_before_changes_nothing() {
        given(standsIn(STEADY, march(1))).when(closing(march(2), 6)).thenNothing();
    }

    @Test
    void between_the_thresholds_for_leaving_and_entering_an_account_stays_where_it_is() {
        given(standsIn(STRONG, march(1))).when(closing(march(20), 17)).thenNothing();
        given(standsIn(STEADY, march(1))).when(closing(march(20), 17)).thenNothing();
    }

    @Test
    void below_the_threshold_for_leaving_an_account_leaves() {
        given(standsIn(STRONG, march(1))).when(closing(march(8), 14))
                .then(moved(STRONG, STEADY, march(8), 14), settled(STEADY, march(8), "true", 14));
    }

    @Test
    void a_minimum_stay_holds_an_account_back_through_its_last_day() {
        given(standsIn(STRONG, march(1))).when(closing(march(7), 14)).thenNothing();
    }

    @Test
    void a_rule_that_overrides_takes_an_account_out_of_its_minimum_stay() {
        given(standsIn(STRONG, march(1))).when(closing(march(2), 0))
                .then(moved(STRONG, GONE, march(2), 0), settled(GONE, march(2), "0", 0));
    }

    @Test
    void a_fact_between_closings_moves_the_account_and_leaves_its_standing() {
        given(standsIn(STEADY, march(1))).when(live(march(10), 22))
                .then(new SegmentChanged(Optional.of(STEADY), STRONG, decision(STRONG, "20", false, march(10), 22, false), false));
    }

    @Test
    void between_closings_an_account_is_decided_from_its_standing_and_not_from_where_the_last_fact_moved_it() {
        // 17 would let an account stay in strong. But no closing has settled it there.
        given(standsIn(STEADY, march(1)), List.of(changed(STEADY, STRONG, march(10))))
                .when(live(march(10), 17))
                .then(new SegmentChanged(Optional.of(STRONG), STEADY, decision(STEADY, "true", true, march(10), 17, false), false));
    }

    @Test
    void an_account_that_comes_back_before_a_closing_has_never_been_away() {
        Membership back =
                after(standsIn(STEADY, march(1)), List.of(changed(STEADY, STRONG, march(10)), changed(STRONG, STEADY, march(10))));
        assertThat(back)
                .isEqualTo(new Membership.Placed(STEADY, march(1), Optional.of(new Standing(STEADY, march(1))), false, Optional.empty(),
                        TransitionCause.FACTS));
    }

    @Test
    void a_closing_tells_what_has_come_of_an_account_that_a_fact_had_moved_also_when_it_is_back() {
        given(standsIn(STEADY, march(1)), List.of(changed(STEADY, STRONG, march(10)), changed(STRONG, STEADY, march(10))))
                .when(closing(march(10), 17))
                .then(new StandingSettled(
                        new Standing(STEADY, march(1)), decision(STEADY, "true", true, march(10), 17, true), false));
    }

    @Test
    void an_account_that_stays_is_told_of_again_when_a_renewal_of_a_long_term_comes_near() {
        Features near = features(6).toBuilder().setRenewalInDays(60).setRenewalTermDays(365).build();
        var placement = new Placement(STEADY, "true", true, Optional.empty());
        given(standsIn(STEADY, march(1))).when(new Closing(march(20), near))
                .then(new StandingSettled(new Standing(STEADY, march(1)),
                        new Decision(RULES.version(), placement, march(20), near, true, TransitionCause.FACTS), false));
        given(standsIn(STEADY, march(1))).when(new Closing(march(20), near.toBuilder().setRenewalInDays(59).build())).thenNothing();
        given(standsIn(STEADY, march(1))).when(new Closing(march(20), near.toBuilder().setRenewalTermDays(62).build())).thenNothing();
        given(standsIn(STEADY, march(1))).when(new BackfillClosing(march(20), near)).thenNothing();
    }

    @Test
    void a_decision_tells_what_a_minimum_stay_held_back() {
        given(standsIn(STEADY, march(1)), List.of(changed(STEADY, GONE, march(2))))
                .when(live(march(2), 22))
                .then(new SegmentChanged(Optional.of(GONE), STEADY,
                        new Decision(RULES.version(), new Placement(STEADY, "", true, Optional.of(STRONG)), march(2),
                                features(22), false, TransitionCause.FACTS),
                        false));
    }

    @Test
    void the_days_of_a_backfill_are_history() {
        given().when(new BackfillClosing(march(1), features(20)))
                .then(new SegmentChanged(Optional.empty(), STRONG, decision(STRONG, "20", false, march(1), 20, true), true),
                        new StandingSettled(new Standing(STRONG, march(1)), decision(STRONG, "20", false, march(1), 20, true), true));
    }

    @Test
    void at_the_end_of_a_backfill_the_account_s_standing_is_declared_once() {
        given(standsIn(STRONG, march(1))).when(new BackfillLastClosing(march(9), features(16)))
                .then(new StandingDeclared(new Standing(STRONG, march(1)), decision(STRONG, "15", true, march(9), 16, true)));
    }

    @Test
    void a_company_that_changes_its_type_is_decided_anew() {
        SegmentId enterpriseSteady = new SegmentId(CompanyType.ENTERPRISE, "steady");
        Features enterprise = features(17).toBuilder().setCompanyType(CompanyType.ENTERPRISE).build();
        given(standsIn(STRONG, march(1))).when(new Closing(march(2), enterprise))
                .then(new SegmentChanged(Optional.of(STRONG), enterpriseSteady,
                        new Decision(RULES.version(), new Placement(enterpriseSteady, "true", false, Optional.empty()),
                                march(2), enterprise, true, TransitionCause.FACTS),
                        false),
                        new StandingSettled(new Standing(enterpriseSteady, march(2)),
                                new Decision(RULES.version(), new Placement(enterpriseSteady, "true", false, Optional.empty()),
                                        march(2), enterprise, true, TransitionCause.FACTS),
                                false));
    }

    @Test
    void an_erased_account_is_in_no_segment_and_never_again() {
        given(standsIn(STRONG, march(1))).when(new Erased()).then(new MembershipEnded(Optional.of(STRONG)));
        given(standsIn(STRONG, march(1)), List.of(new MembershipEnded(Optional.of(STRONG)))).when(live(march(2), 20)).thenNothing();
        given(standsIn(STRONG, march(1)), List.of(new MembershipEnded(Optional.of(STRONG)))).when(new Erased()).thenNothing();
    }

    @Test
    void also_of_an_account_that_was_nowhere_the_end_is_told() {
        given().when(new Erased()).then(new MembershipEnded(Optional.empty()));
    }

    private static SegmentId selfServe(String stage) {
        return new SegmentId(CompanyType.SELF_SERVE, stage);
    }

    private static LocalDate march(int day) {
        return LocalDate.of(2026, 3, day);
    }

    static Features features(int activeDays) {
        return Features.newBuilder().setCompanyType(CompanyType.SELF_SERVE).setActiveDays28(activeDays).build();
    }

    private static Observation live(LocalDate asOf, int activeDays) {
        return new Live(asOf, features(activeDays));
    }

    private static Observation closing(LocalDate asOf, int activeDays) {
        return new Closing(asOf, features(activeDays));
    }

    private static Decision decision(SegmentId segment, String condition, boolean stayed, LocalDate asOf, int activeDays,
            boolean closing) {
        return new Decision(RULES.version(), new Placement(segment, condition, stayed, Optional.empty()), asOf,
                features(activeDays), closing, TransitionCause.FACTS);
    }

    private static MembershipEvent entered(SegmentId segment, LocalDate asOf, int activeDays, boolean closing) {
        String condition = segment.equals(STRONG) ? "20" : "true";
        return new SegmentChanged(Optional.empty(), segment, decision(segment, condition, false, asOf, activeDays, closing), false);
    }

    private static MembershipEvent moved(SegmentId from, SegmentId to, LocalDate asOf, int activeDays) {
        String condition = to.equals(GONE) ? "0" : "true";
        return new SegmentChanged(Optional.of(from), to, decision(to, condition, false, asOf, activeDays, true), false);
    }

    private static MembershipEvent settled(SegmentId segment, LocalDate asOf, String condition, int activeDays) {
        return new StandingSettled(
                new Standing(segment, asOf), decision(segment, condition, false, asOf, activeDays, true), false);
    }

    private static MembershipEvent changed(SegmentId from, SegmentId to, LocalDate asOf) {
        return new SegmentChanged(Optional.of(from), to, decision(to, "", false, asOf, 0, false), false);
    }

    private static List<MembershipEvent> standsIn(SegmentId segment, LocalDate since) {
        return List.of(
                new SegmentChanged(Optional.empty(), segment, decision(segment, "", false, since, 0, true), false),
                new StandingSettled(new Standing(segment, since), decision(segment, "", false, since, 0, true), false));
    }

    private static Membership after(List<MembershipEvent> first, List<MembershipEvent> then) {
        return DECIDER.evolve(DECIDER.evolve(Membership.unplaced(), first), then);
    }

    private static When given(MembershipEvent... events) {
        return observation -> new Then(observation, DECIDER.evolve(Membership.unplaced(), List.of(events)));
    }

    private static When given(List<MembershipEvent> events) {
        return given(events, List.of());
    }

    private static When given(List<MembershipEvent> first, List<MembershipEvent> then) {
        return observation -> new Then(observation, after(first, then));
    }

    private interface When {
        Then when(Observation observation);
    }

    private record Then(Observation observation, Membership membership) {
        void then(MembershipEvent... expected) {
            MembershipCommand command = new MembershipCommand(observation, RULES);
            List<MembershipEvent> events = DECIDER.decide(command, membership);
            assertThat(events).containsExactly(expected);
            assertThat(DECIDER.decide(command, DECIDER.evolve(membership, events))).as("the second time").isEmpty();
        }

        void thenNothing() {
            then();
        }
    }
}
