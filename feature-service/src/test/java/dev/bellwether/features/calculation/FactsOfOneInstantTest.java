package dev.bellwether.features.calculation;

import static dev.bellwether.features.testing.Facts.money;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.testing.Facts;
import dev.bellwether.features.testing.RandomFacts;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CasePriority;
import dev.bellwether.ingestion.v1.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What holds after facts of one instant, by the words of `docs/features.md`. Each test folds its facts in every order of arrival
/// and with many different event ids, since either must not show.
class FactsOfOneInstantTest {

    private static final String DAY = "2026-10-01";
    private static final String LATER = "2026-10-31";

    private static Features features(UnaryOperator<Facts> facts) {
        return features(LATER, facts);
    }

    /// Of the day; the same whatever the order and the ids.
    private static Features features(String day, UnaryOperator<Facts> facts) {
        Features one = null;
        for (int ids = 0; ids < 8; ids++) {
            List<Event> events = facts.apply(Facts.of("a1")).events();
            for (List<Event> order : permutations(events)) {
                Features folded = fold(order, day);
                assertThat(folded).isEqualTo(one == null ? folded : one);
                one = folded;
            }
        }
        return one;
    }

    private static Features fold(List<Event> events, String day) {
        AccountState state = new AccountState();
        events.forEach(state::add);
        return new FeatureCalculation().at(state, Days.of(java.time.LocalDate.parse(day))).features(PeerReference.NONE);
    }

    private static List<List<Event>> permutations(List<Event> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Event>> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<Event> rest = new ArrayList<>(events);
            Event first = rest.remove(i);
            for (List<Event> order : permutations(rest)) {
                List<Event> one = new ArrayList<>(List.of(first));
                one.addAll(order);
                all.add(one);
            }
        }
        return all;
    }

    private static Facts midnight(Facts facts) {
        return facts.at(DAY + "T00:00:00Z");
    }

    @Test
    void a_case_opened_and_closed_at_one_instant_is_closed() {
        Features features =
                features(f -> midnight(f).caseOpened("c", CasePriority.HIGH).caseClosed("c").caseOpened("other", CasePriority.HIGH));
        assertThat(features.getOpenCases()).isEqualTo(1);
        assertThat(features.getOpenUrgentCases()).isEqualTo(1);
    }

    @Test
    void an_open_case_closed_and_opened_at_one_instant_is_open_again() {
        Features features = features(f -> midnight(f.on("2026-09-20").caseOpened("c", CasePriority.LOW))
                .caseClosed("c").caseOpened("c", CasePriority.URGENT));
        assertThat(features.getOpenCases()).isEqualTo(1);
        assertThat(features.getOpenUrgentCases()).isEqualTo(1);
    }

    @Test
    void a_case_opened_closed_and_opened_again_at_one_instant_is_open() {
        assertThat(features(f -> midnight(f).caseOpened("c", CasePriority.LOW).caseClosed("c").caseOpened("c", CasePriority.LOW))
                .getOpenCases()).isEqualTo(1);
    }

    @Test
    void of_two_priorities_at_one_instant_the_urgent_one_holds() {
        assertThat(features(f -> midnight(f).caseOpened("c", CasePriority.LOW).caseOpened("c", CasePriority.URGENT)).getOpenUrgentCases())
                .isEqualTo(1);
    }

    @Test
    void a_subscription_started_and_cancelled_at_one_instant_has_ended_at_once() {
        UnaryOperator<Facts> facts = f -> midnight(f).started("s", "Pro", "490", 5).cancelled("s");
        for (String day : List.of(DAY, LATER)) {
            Features features = features(day, facts);
            assertThat(features.getMrr()).isZero();
            assertThat(features.getSeats()).isZero();
            assertThat(features.getCancelled()).isEqualTo(1);
            assertThat(features.getLifetimeRevenue()).isZero();
        }
    }

    @Test
    void a_subscription_that_ends_at_the_next_midnight_is_active_on_its_day() {
        UnaryOperator<Facts> facts = f -> midnight(f).started("s", "Pro", "490", 5).at("2026-10-02T00:00:00Z").cancelled("s");
        assertThat(features(DAY, facts).getMrr()).isEqualTo(490);
        assertThat(features("2026-10-02", facts).getCancelled()).isEqualTo(1);
    }

    @Test
    void an_active_subscription_cancelled_and_started_at_one_instant_has_changed() {
        Features features =
                features(f -> midnight(f.on("2026-09-01").started("s", "Pro", "490", 5)).cancelled("s").started("s", "Scale", "990", 9));
        assertThat(features.getMrr()).isEqualTo(990);
        assertThat(features.getSeats()).isEqualTo(9);
        assertThat(features.getPlan()).isEqualTo("Scale");
        assertThat(features.getCancelled()).isZero();
    }

    @Test
    void a_change_at_the_instant_of_its_start_holds() {
        Features features = features(
                f -> midnight(f).started("s", "Trial", "0", 1).changed(c -> c.setSubscriptionId("s").setPlan("Pro").setMrr(money("49"))));
        assertThat(features.getMrr()).isEqualTo(49);
        assertThat(features.getPlan()).isEqualTo("Pro");
        assertThat(features.getSeats()).isEqualTo(1);
    }

    @Test
    void a_change_does_not_save_a_subscription_from_ending_at_the_same_instant() {
        assertThat(features(f -> midnight(f).changed(c -> c.setSubscriptionId("s").setMrr(money("49"))).cancelled("s")).getCancelled())
                .isEqualTo(1);
    }

    @Test
    void a_cancelled_subscription_renewed_and_cancelled_at_one_instant_stays_cancelled() {
        assertThat(features(f -> midnight(f.on("2026-08-01").started("s", "Pro", "490", 5).on("2026-09-01").cancelled("s"))
                .renewed(r -> r.setSubscriptionId("s")).cancelled("s")).getCancelled()).isEqualTo(1);
    }

    @Test
    void of_two_changes_at_one_instant_that_of_the_greater_sequence_holds() {
        Features features = features(f -> midnight(f).started("s", "Pro", "490", 5)
                .sequence(7).changed(c -> c.setSubscriptionId("s").setMrr(money("100")).setPlan("Mini"))
                .sequence(6).changed(c -> c.setSubscriptionId("s").setMrr(money("900")).setPlan("Max")));
        assertThat(features.getMrr()).isEqualTo(100);
        assertThat(features.getPlan()).isEqualTo("Mini");
    }

    @Test
    void a_change_without_a_sequence_comes_before_one_that_has_one() {
        assertThat(
                features(f -> midnight(f).changed(c -> c.setMrr(money("900"))).sequence(0).changed(c -> c.setMrr(money("100")))).getMrr())
                .isEqualTo(100);
    }

    @Test
    void of_two_changes_without_a_sequence_the_greater_mrr_holds() {
        assertThat(
                features(f -> midnight(f).changed(c -> c.setMrr(money("100")).setSeats(9)).changed(c -> c.setMrr(money("900")))).getMrr())
                .isEqualTo(900);
    }

    @Test
    void of_two_profiles_at_one_instant_that_of_the_greater_sequence_holds_then_the_greater_content() {
        assertThat(features(
                f -> midnight(f).sequence(2).profile(p -> p.setIndustry("Banking")).sequence(1).profile(p -> p.setIndustry("Travel")))
                .getIndustry()).isEqualTo("Banking");
        assertThat(features(f -> midnight(f).profile(p -> p.setIndustry("Banking")).profile(p -> p.setIndustry("Travel"))).getIndustry())
                .isEqualTo("Travel");
    }

    @Test
    void of_two_answers_at_one_instant_that_of_the_greater_sequence_holds_then_the_worse_one() {
        assertThat(features(f -> midnight(f).sequence(1).nps(2).csat(1).sequence(2).nps(9).csat(5)).getNps()).isEqualTo(9);
        Features features = features(f -> midnight(f).nps(2).nps(9).csat(4).csat(3));
        assertThat(features.getNps()).isEqualTo(2);
        assertThat(features.getCsat()).isEqualTo(3);
    }

    @Property(tries = 150)
    void neither_order_nor_batches_nor_ids_show_where_everything_happens_at_three_instants(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        Random random = new Random(seed);
        Facts facts = Facts.of("a1");
        for (int i = 0; i < count; i++) {
            facts.at("2026-10-0" + (1 + random.nextInt(3)) + "T00:00:00Z");
            RandomFacts.one(random, facts);
        }
        List<Event> events = facts.events();
        List<Event> otherIds = new ArrayList<>(
                events.stream().map(e -> e.toBuilder().setEventId("x" + random.nextInt() + e.getEventId()).build()).toList());
        Collections.shuffle(otherIds, random);
        AccountState one = new AccountState();
        events.forEach(one::add);
        AccountState batched = new AccountState();
        for (Event event : otherIds) {
            batched.add(event);
            if (random.nextInt(5) == 0) {
                batched = storedAndLoaded(batched);
            }
        }
        for (int day = one.firstFactDay(); day < one.firstFactDay() + 5; day++) {
            assertThat(new FeatureCalculation().at(batched, day).features(PeerReference.NONE))
                    .isEqualTo(new FeatureCalculation().at(one, day).features(PeerReference.NONE));
        }
    }

    private static AccountState storedAndLoaded(AccountState state) {
        AccountState again = new AccountState();
        for (int i = 0; i < state.size(); i++) {
            again.load(ChunkEncoding.decode(state.chunk(i).month(), ChunkEncoding.encode(state.chunk(i))));
        }
        return again;
    }
}
