package dev.bellwether.playbooks.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.playbooks.v1.Recommendation.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds after any sequence of memberships, answers and waiting.
class LedgerPropertyTest {
    private static final LedgerDecider DECIDER = new LedgerDecider();
    /// Playbooks by segment. "renew" covers two of them, "visit" is of the kind of "call". "" is no segment.
    private static final Map<String, List<String>> COVERED = Map.of(
            "at-risk", List.of("call", "renew"),
            "power", List.of("expand", "invite"),
            "dormant", List.of("renew", "wake"),
            "lost", List.of("visit"),
            "", List.of());

    private static final List<String> PLAYBOOKS = List.of("call", "expand", "renew", "visit", "wake");

    /// Something that happens some hours after the last thing.
    record Step(int hours, String segment, Kind kind, int which) {
        enum Kind {
            REPORT,
            HEAR,
            WAIT,
            ACCEPT,
            SNOOZE,
            DISMISS,
            COMPLETE
        }
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Combinators.combine(
                Arbitraries.integers().between(0, 24 * 20),
                Arbitraries.of(new TreeSet<>(COVERED.keySet())),
                Arbitraries.of(Step.Kind.class),
                Arbitraries.integers().between(0, 4))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void at_most_one_recommendation_per_playbook_is_pending_and_no_id_is_given_twice(@ForAll("lives") List<Step> life) {
        var run = new Run();
        var ids = new HashSet<UUID>();
        var pending = new HashMap<UUID, String>();
        for (Step step : life) {
            for (LedgerEvent event : run.take(step)) {
                switch (event) {
                    case LedgerEvent.Deferred later -> {
                        // Its days are over, and another is open: it is the same that goes on waiting.
                        boolean isNew = ids.add(later.recommendation());
                        assertThat(isNew || later.until().isEmpty()).as("a new id").isTrue();
                    }
                    case LedgerEvent.Recommended made -> {
                        assertThat(pending).doesNotContainKey(made.recommendation());
                        ids.add(made.recommendation());
                        assertThat(pending).doesNotContainValue(made.advice().proposal().playbook());
                        pending.put(made.recommendation(), made.advice().proposal().playbook());
                    }
                    case LedgerEvent.Withdrawn _ -> {
                        // Also what was only to be made later.
                        assertThat(ids).contains(event.recommendation());
                        pending.remove(event.recommendation());
                    }
                    case LedgerEvent.Expired _,LedgerEvent.Dismissed _,LedgerEvent.Completed _,LedgerEvent.Achieved _ ->
                        assertThat(pending.remove(event.recommendation())).as("closed once").isNotNull();
                    case LedgerEvent.Moved _ -> assertThat(ids).contains(event.recommendation());
                    case LedgerEvent.Accepted _,LedgerEvent.Snoozed _,LedgerEvent.Unsnoozed _ ->
                        assertThat(pending).containsKey(event.recommendation());
                }
            }
        }
    }

    /// The expectation is computed from the events alone, not from the ledger's state.
    @Property
    void after_a_closing_what_is_pending_is_of_the_segment_or_was_accepted_and_nothing_of_it_is_missing(
            @ForAll("lives") List<Step> life) {
        var run = new Run();
        var playbookOf = new HashMap<UUID, String>();
        var aloneUntil = new HashMap<String, Instant>();
        var accepted = new HashSet<UUID>();
        for (Step step : life) {
            for (LedgerEvent event : run.take(step)) {
                String playbook = playbookOf.get(event.recommendation());
                switch (event) {
                    case LedgerEvent.Recommended made ->
                        playbookOf.put(made.recommendation(), made.advice().proposal().playbook());
                    case LedgerEvent.Deferred later ->
                        playbookOf.put(later.recommendation(), later.advice().proposal().playbook());
                    case LedgerEvent.Expired _,LedgerEvent.Dismissed _,LedgerEvent.Completed _,LedgerEvent.Achieved _ ->
                        aloneUntil.put(playbook, event.at().plusSeconds(10 * 86_400L));
                    case LedgerEvent.Withdrawn gone -> aloneUntil.put(playbook, gone.aloneUntil());
                    case LedgerEvent.Accepted _ -> accepted.add(event.recommendation());
                    case LedgerEvent.Moved _,LedgerEvent.Snoozed _,LedgerEvent.Unsnoozed _ -> {}
                }
            }
            if (step.kind() == Step.Kind.REPORT) {
                Set<String> expected = new TreeSet<>(COVERED.get(step.segment()));
                expected.removeIf(playbook -> aloneUntil.containsKey(playbook) && run.now.isBefore(aloneUntil.get(playbook)));
                assertThat(expected).allSatisfy(playbook -> {
                    Recommendation last = run.ledger.latest().get(playbook);
                    assertThat(last.isPending() || last.isHeldBack()).as("%s", last).isTrue();
                });
                assertThat(run.ledger.pending()).allSatisfy(each -> assertThat(
                        expected.contains(each.playbook()) && each.segment().equals(step.segment())
                                || accepted.contains(each.id()))
                        .isTrue());
            }
        }
    }

    /// However often an account crosses a threshold within a day: what is opened first stays open, and nothing is withdrawn.
    @Property
    void an_account_that_flaps_between_two_closings_is_recommended_each_thing_at_most_once(
            @ForAll @IntRange(min = 1, max = 60) int crossings, @ForAll @IntRange(max = 12) int days) {
        var run = new Run();
        run.take(new Step(1, "power", Step.Kind.REPORT, 0));
        for (int day = 0; day <= days; day++) {
            var made = new HashMap<String, Integer>();
            for (int i = 0; i < crossings; i++) {
                for (LedgerEvent event : run.take(new Step(0, i % 2 == 0 ? "at-risk" : "power", Step.Kind.HEAR, 0))) {
                    assertThat(event).isInstanceOf(LedgerEvent.Recommended.class);
                    made.merge(((LedgerEvent.Recommended) event).advice().proposal().playbook(), 1, Integer::sum);
                }
            }
            // On the first day call and renew; then not before seven days after the closing that withdrew them.
            assertThat(made.keySet()).isSubsetOf("call", "renew");
            assertThat(made.values()).allMatch(times -> times == 1);
            assertThat(made.isEmpty()).isEqualTo(day % 8 != 0);
            run.take(new Step(24, "power", Step.Kind.REPORT, 0));
            assertThat(run.ledger.pending()).extracting(Recommendation::playbook).containsExactly("expand", "invite");
        }
    }

    @Property
    void how_often_the_sweeper_comes_round_changes_neither_what_is_pending_nor_the_cooldowns(
            @ForAll("lives") List<Step> life) {
        var rarely = new Run();
        var often = new Run();
        for (Step step : life) {
            rarely.take(step);
            for (int hour = 0; hour < step.hours(); hour += 7) {
                often.apply(new LedgerCommand.TimePassed(often.now.plusSeconds(hour * 3600L)));
            }
            often.take(step);
        }
        Instant end = rarely.now;
        rarely.apply(new LedgerCommand.TimePassed(end));
        often.apply(new LedgerCommand.TimePassed(end));
        assertThat(outline(often.ledger)).isEqualTo(outline(rarely.ledger));
    }

    private static List<String> outline(Ledger ledger) {
        var outline = new ArrayList<String>();
        ledger.latest().forEach(
                (playbook, last) -> outline.add(playbook + " " + last.status() + " " + last.advice().createdAt() + " " + last.changedAt()));
        return outline;
    }

    private static final class Run {
        private Ledger ledger = Ledger.empty(Scenario.ACME);
        private Instant now = Scenario.march(1);
        private int version;

        List<LedgerEvent> take(Step step) {
            now = now.plusSeconds(step.hours() * 3600L);
            // By name and whether it is pending or not: what is answered must not depend on who has swept.
            Recommendation last = ledger.latest().get(PLAYBOOKS.get(step.which()));
            UUID target = last == null ? null : last.id();
            return switch (step.kind()) {
                case REPORT -> apply(report(step.segment(), true));
                case HEAR -> apply(report(step.segment(), false));
                case WAIT -> apply(new LedgerCommand.TimePassed(now));
                case ACCEPT -> target == null ? List.of() : apply(new LedgerCommand.Accept(target, "ana", now));
                case SNOOZE ->
                    target == null
                            ? List.of()
                            : apply(new LedgerCommand.Snooze(target, "ana", now.plusSeconds(3 * 86_400L), now));
                case DISMISS -> target == null ? List.of() : apply(new LedgerCommand.Dismiss(target, "ana", "no", now));
                case COMPLETE ->
                    target == null
                            ? List.of()
                            : apply(new LedgerCommand.Complete(target, "ana", Outcome.NEUTRAL, "", now));
            };
        }

        private LedgerCommand report(String segment, boolean settled) {
            return segment.isEmpty()
                    ? new LedgerCommand.MembershipEnded(now)
                    : new LedgerCommand.MembershipReported(
                            segment,
                            ++version,
                            COVERED.get(segment).stream().map(Scenario::eligible).toList(),
                            settled,
                            now);
        }

        List<LedgerEvent> apply(LedgerCommand command) {
            List<LedgerEvent> events;
            try {
                events = DECIDER.decide(command, ledger);
            } catch (Refusal refused) {
                return List.of();
            }
            ledger = DECIDER.evolve(ledger, events);
            assertThat(DECIDER.decide(command, ledger)).as("decided a second time").isEmpty();
            assertThat(ledger.deferred()).filteredOn(Recommendation::isHeldBack).as("held back by what is closed")
                    .allMatch(each -> ledger.hasPending(each.kind()));
            return events;
        }
    }
}
