package dev.bellwether.segmentation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Observation.Live;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MembershipPropertyTest {

    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final Rules RULES = new ActiveDaysRules();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /// One closing a day, and before it any number of live snapshots, of which the day's last is always there.
    @Property
    void what_came_between_two_closings_and_in_which_order_makes_no_difference(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 28) Integer> closings,
            @ForAll @IntRange(max = 28) int last, @ForAll Random random) {
        Membership bare = run(closings, last, _ -> 0, random);
        Membership busy = run(closings, last, r -> r.nextInt(6), random);
        // But for what those who act on it have been told.
        assertThat(busy).usingRecursiveComparison().ignoringFields("settledOn").isEqualTo(bare);
    }

    @Property
    void every_observation_made_again_changes_nothing(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 28) Integer> days) {
        Membership membership = Membership.unplaced();
        for (int day = 0; day < days.size(); day++) {
            Observation observation = day % 3 == 0
                    ? new Live(FIRST.plusDays(day), MembershipTest.features(days.get(day)))
                    : new Closing(FIRST.plusDays(day), MembershipTest.features(days.get(day)));
            membership = DECIDER.evolve(membership, DECIDER.decide(new MembershipCommand(observation, RULES), membership));
            assertThat(DECIDER.decide(new MembershipCommand(observation, RULES), membership)).isEmpty();
        }
    }

    /// Thresholds of strong are 20 and 15.
    @Property
    void wavering_around_a_threshold_moves_an_account_at_most_once(
            @ForAll @Size(min = 1, max = 90) List<@IntRange(min = 16, max = 24) Integer> days) {
        assertThat(moves(days)).isLessThanOrEqualTo(2); // its first segment, and strong once
    }

    @Property
    void between_two_standings_lies_at_least_the_minimum_stay(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 1, max = 28) Integer> days) {
        List<LocalDate> settled = new ArrayList<>();
        Membership membership = Membership.unplaced();
        for (int day = 0; day < days.size(); day++) {
            List<MembershipEvent> events = DECIDER.decide(new MembershipCommand(closing(day, days.get(day)), RULES), membership);
            events.stream().filter(StandingSettled.class::isInstance)
                    .forEach(it -> settled.add(((StandingSettled) it).standing().since()));
            membership = DECIDER.evolve(membership, events);
        }
        for (int i = 1; i < settled.size(); i++) {
            assertThat(settled.get(i)).isAfterOrEqualTo(settled.get(i - 1).plusDays(7));
        }
    }

    private static long moves(List<Integer> days) {
        long moves = 0;
        Membership membership = Membership.unplaced();
        for (int day = 0; day < days.size(); day++) {
            List<MembershipEvent> events = DECIDER.decide(new MembershipCommand(closing(day, days.get(day)), RULES), membership);
            moves += events.stream().filter(SegmentChanged.class::isInstance).count();
            membership = DECIDER.evolve(membership, events);
        }
        return moves;
    }

    private static Membership run(List<Integer> closings, int last, java.util.function.ToIntFunction<Random> lives, Random random) {
        Membership membership = Membership.unplaced();
        for (int day = 0; day < closings.size(); day++) {
            membership = withLives(membership, day, lives.applyAsInt(random), random);
            membership = observe(membership, closing(day, closings.get(day)));
        }
        membership = withLives(membership, closings.size(), lives.applyAsInt(random), random);
        return observe(membership, new Live(FIRST.plusDays(closings.size()), features(last)));
    }

    private static Membership withLives(Membership membership, int day, int count, Random random) {
        Membership state = membership;
        for (int i = 0; i < count; i++) {
            state = observe(state, new Live(FIRST.plusDays(day), features(random.nextInt(29))));
        }
        return state;
    }

    private static Membership observe(Membership membership, Observation observation) {
        return DECIDER.evolve(membership, DECIDER.decide(new MembershipCommand(observation, RULES), membership));
    }

    private static Closing closing(int day, int activeDays) {
        return new Closing(FIRST.plusDays(day), features(activeDays));
    }

    private static Features features(int activeDays) {
        return MembershipTest.features(activeDays);
    }
}
