package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Timestamps;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlayoutTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);
    private static final int DAYS = 60;

    private final Simulation simulation = simulation(400);

    @Test
    void the_same_plays_give_the_same_events_whatever_was_asked_in_between() {
        Playout one = simulation.playOut(DAYS);
        one.events(TODAY.plusDays(30));
        Playout other = simulation(400).playOut(DAYS);
        assertThat(saved(one)).isEqualTo(saved(other)).isNotEmpty();
        assertThat(events(one, 0, DAYS)).isEqualTo(events(other, 0, DAYS));
    }

    @Test
    void it_continues_where_the_history_ends() {
        List<Event> whole = Stream.concat(simulation.history(), events(simulation.playOut(DAYS), 0, DAYS).stream()).toList();
        whole.forEach(DocumentedRanges::check);
        assertThat(whole).extracting(event -> Timestamps.toNanos(event.getOccurredAt())).isSorted();

        Set<String> ids = new HashSet<>();
        Set<String> cases = new HashSet<>();
        whole.forEach(event -> {
            assertThat(ids.add(event.getAccount() + "/" + event.getSource() + "/" + event.getEventId())).isTrue();
            if (event.hasSupportCaseOpened()) {
                cases.add(event.getAccount() + event.getSupportCaseOpened().getCaseId());
            }
            if (event.hasSupportCaseClosed()) {
                assertThat(cases).contains(event.getAccount() + event.getSupportCaseClosed().getCaseId());
            }
        });
    }

    @Test
    void subscriptions_run_on() {
        Map<String, LocalDate> renewals = new HashMap<>();
        List<Event> renewed = Stream.concat(simulation.history(), events(simulation.playOut(DAYS), 0, DAYS).stream())
                .filter(Event::hasSubscriptionRenewed).toList();
        for (Event event : renewed) {
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(event.getOccurredAt().getSeconds(), 86_400L));
            LocalDate due = renewals.put(event.getAccount(), date(event));
            if (due != null) {
                assertThat(day).as(event.getAccount()).isEqualTo(due);
            }
        }
        assertThat(renewals.values().stream().filter(next -> next.isAfter(TODAY.plusDays(DAYS)))).hasSizeGreaterThan(200);
    }

    @Test
    void a_play_without_success_changes_nothing_nor_does_one_for_another_account() {
        Playout untouched = simulation.playOut(DAYS);
        Playout played = simulation.playOut(DAYS);
        Map<String, Boolean> saved = saved(played);
        Predicate<Event> other = event -> !saved.getOrDefault(event.getAccount(), false);
        assertThat(saved.values()).contains(true, false);
        assertThat(events(played, 0, DAYS).stream().filter(other)).isEqualTo(events(untouched, 0, DAYS).stream().filter(other).toList());
    }

    @Test
    void an_account_that_a_play_has_saved_is_busy_again_and_is_something_else() {
        Playout played = simulation.playOut(DAYS);
        Map<String, Boolean> saved = saved(played);
        Map<String, Long> sessions = new HashMap<>();
        events(played, 10, 40).stream().filter(Event::hasSession).forEach(event -> sessions.merge(event.getAccount(), 1L, Long::sum));
        saved.forEach((account, worked) -> {
            String before = simulation.truth().get(account);
            assertThat(played.truth().get(account)).isEqualTo(worked ? before.replace("at-risk", "nurture-and-grow") : before);
        });
        // A good customer comes on two days a week and more; who is at risk on hardly any.
        assertThat(mean(saved, sessions, true)).isGreaterThan(8);
        assertThat(mean(saved, sessions, false)).isLessThan(4);
    }

    @Test
    void plays_work_as_often_as_is_documented() {
        Simulation large = simulation(4_000);
        Map<String, Boolean> saved = saved(large.playOut(1));
        // Of 40 accounts three decline and four are dormant. The standard deviation of a share of 700 is below 0.019.
        assertThat(saved).hasSize(700);
        assertThat(saved.values().stream().filter(worked -> worked).count() / 700.0)
                .isCloseTo((3 * 0.6 + 4 * 0.45) / 7, within(4 * 0.019));
        Playout playout = large.playOut(1);
        assertThat(large.truth().entrySet().stream().filter(each -> each.getValue().endsWith("-nurture-and-grow")).map(Map.Entry::getKey))
                .noneMatch(account -> playout.carryOut(ActionKind.CHURN_PREVENTION, account, TODAY));
    }

    @Test
    void only_its_days_can_be_played() {
        Playout playout = simulation.playOut(3);
        assertThatThrownBy(() -> playout.events(TODAY.minusDays(1))).hasMessageContaining("2026-03-04 to 2026-03-07");
        assertThatThrownBy(() -> playout.events(TODAY.plusDays(4))).hasMessageContaining("2026-03-08 is not one");
    }

    /// Carries out churn prevention, on the first day, for all who are at risk.
    private static Map<String, Boolean> saved(Playout playout) {
        Map<String, Boolean> saved = new LinkedHashMap<>();
        playout.truth().forEach((account, segment) -> {
            if (segment.endsWith("-at-risk")) {
                saved.put(account, playout.carryOut(ActionKind.CHURN_PREVENTION, account, TODAY));
            }
        });
        return saved;
    }

    private static List<Event> events(Playout playout, int from, int to) {
        List<Event> events = new ArrayList<>();
        for (int day = from; day < to; day++) {
            events.addAll(playout.events(TODAY.plusDays(day)));
        }
        return events;
    }

    private static double mean(Map<String, Boolean> saved, Map<String, Long> sessions, boolean worked) {
        return saved.entrySet().stream().filter(each -> each.getValue() == worked)
                .mapToLong(each -> sessions.getOrDefault(each.getKey(), 0L)).average().orElseThrow();
    }

    private static LocalDate date(Event event) {
        var date = event.getSubscriptionRenewed().getRenewalDate();
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }

    private static Simulation simulation(int accounts) {
        return Simulation.create(new SimulationSettings("acme", accounts, 180, 1, TODAY));
    }
}
