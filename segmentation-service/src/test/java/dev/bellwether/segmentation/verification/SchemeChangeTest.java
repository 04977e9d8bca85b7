package dev.bellwether.segmentation.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.Snapshot;
import dev.bellwether.features.v1.Snapshot.Kind;
import dev.bellwether.segmentation.evaluation.EvaluatedAccount;
import dev.bellwether.segmentation.evaluation.Evaluation;
import dev.bellwether.segmentation.evaluation.TakenForce;
import dev.bellwether.segmentation.membership.MembershipEvent;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of an account whose scheme changes. At first `strong` is entered with 20 and left below 15, and no account leaves a stage
/// within 30 days.
class SchemeChangeTest {

    private static final AccountKey ACCOUNT = new AccountKey("acme", "a1");
    private static final LocalDate MARCH_1 = LocalDate.of(2026, 3, 1);

    private final PublishedRevisions schemes = new PublishedRevisions();
    private EvaluatedAccount known = EvaluatedAccount.NEW;
    private TakenForce taken = TakenForce.NONE;
    private Snapshot last = Snapshot.getDefaultInstance();
    private long offset;

    SchemeChangeTest() {
        schemes.publish(new ThresholdRules(1, LocalDate.MIN, "strong", 20, 15, 30, false));
    }

    @Test
    void what_the_scheme_alone_moves_says_so_and_so_does_the_closing_that_settles_it() {
        observe(Kind.CLOSING, MARCH_1, 12);
        assertThat(publish(new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 0, true)))
                .containsExactly("strong by SchemeChanged[playsAct=true]");
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(1), 12)).containsExactly("settled in strong by SchemeChanged[playsAct=true]");
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(2), 3)).containsExactly("steady by Facts[]", "settled in steady by Facts[]");
    }

    @Test
    void what_the_scheme_before_would_have_moved_as_well_is_moved_by_facts() {
        observe(Kind.CLOSING, MARCH_1, 12);
        schemes.publish(new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 30, false));
        // Before the notice comes: 0 leads out by either scheme.
        assertThat(observe(Kind.LIVE, MARCH_1.plusDays(1), 0)).containsExactly("gone by Facts[]");
    }

    @Test
    void a_fact_under_the_new_scheme_is_a_fact() {
        observe(Kind.CLOSING, MARCH_1, 8);
        assertThat(publish(new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 0, false))).isEmpty();
        assertThat(observe(Kind.LIVE, MARCH_1.plusDays(1), 12)).containsExactly("strong by Facts[]");
    }

    @Test
    void a_stage_that_is_gone_holds_no_account_and_the_one_that_comes_instead_counts_from_its_day() {
        observe(Kind.CLOSING, MARCH_1, 25);
        assertThat(publish(new ThresholdRules(2, MARCH_1.plusDays(1), "champion", 20, 15, 30, false)))
                .containsExactly("champion by SchemeChanged[playsAct=false]");
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(1), 25)).containsExactly("settled in champion by SchemeChanged[playsAct=false]");
        assertThat(known.membership().standing().orElseThrow().since()).isEqualTo(MARCH_1.plusDays(1));
        // The minimum stay is measured from there.
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(30), 3)).isEmpty();
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(31), 3)).containsExactly("steady by Facts[]", "settled in steady by Facts[]");
    }

    @Test
    void a_renewal_that_comes_near_is_an_occasion_of_its_own() {
        observe(Kind.CLOSING, MARCH_1, 12);
        publish(new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 0, false));
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(1),
                Features.newBuilder().setActiveDays28(12).setRenewalInDays(60).setRenewalTermDays(365).build()))
                .containsExactly("settled in strong by Facts[]");
    }

    @Test
    void a_scheme_that_is_taken_back_on_its_day_leaves_the_account_where_it_stands() {
        observe(Kind.CLOSING, MARCH_1, 12);
        publish(new ThresholdRules(2, MARCH_1.plusDays(1), "strong", 10, 10, 0, false));
        assertThat(publish(new ThresholdRules(3, MARCH_1.plusDays(1), "strong", 20, 15, 30, false)))
                .containsExactly("steady by SchemeChanged[playsAct=false]");
        assertThat(known.membership().standing().orElseThrow().since()).isEqualTo(MARCH_1);
        assertThat(observe(Kind.CLOSING, MARCH_1.plusDays(1), 12)).containsExactly("settled in steady by SchemeChanged[playsAct=false]");
    }

    @Test
    void a_backfill_through_several_schemes_ends_in_one_declaration_and_then_in_what_is_in_force() {
        schemes.publish(new ThresholdRules(2, MARCH_1.plusDays(1), "champion", 20, 15, 0, false));
        schemes.publish(new ThresholdRules(3, MARCH_1.plusDays(2), "strong", 20, 15, 0, true));
        taken = TakenForce.on(MARCH_1.plusDays(2), ACCOUNT.tenant(), schemes, 1);
        assertThat(observe(snapshot(Kind.BACKFILL_CLOSING, MARCH_1, 25), snapshot(Kind.BACKFILL_LAST_CLOSING, MARCH_1.plusDays(1), 25)))
                .containsExactly("strong by Facts[]", "settled in strong by Facts[]",
                        "champion by SchemeChanged[playsAct=false]", "settled in champion by SchemeChanged[playsAct=false]",
                        "declared in champion by Facts[]", "strong by SchemeChanged[playsAct=true]");
    }

    @Test
    void an_account_in_the_middle_of_a_backfill_is_not_decided_again() {
        observe(snapshot(Kind.BACKFILL_CLOSING, MARCH_1, 12));
        assertThat(publish(new ThresholdRules(2, MARCH_1.plusDays(5), "strong", 10, 10, 0, false))).isEmpty();
    }

    @Test
    void a_closing_behind_is_decided_by_the_scheme_of_its_day_and_the_account_stays_where_it_is() {
        observe(Kind.CLOSING, MARCH_1, 12);
        publish(new ThresholdRules(2, MARCH_1.plusDays(2), "strong", 10, 10, 0, false));
        observe(Kind.CLOSING, MARCH_1.plusDays(1), 12);
        assertThat(known.membership().segment()).hasToString("Optional[self-serve-strong]");
        assertThat(known.membership().standing()).hasToString("Optional[Standing[segment=self-serve-steady, since=2026-03-01]]");
    }

    private List<String> observe(Kind kind, LocalDate day, int number) {
        return observe(snapshot(kind, day, number));
    }

    private List<String> observe(Kind kind, LocalDate day, Features features) {
        return observe(Snapshot.newBuilder().setKind(kind).setAsOf(Dates.date(day)).setFeatures(features).build());
    }

    private List<String> observe(Snapshot... snapshots) {
        Evaluation evaluation = new Evaluation(ACCOUNT, known, schemes, taken);
        evaluation.observe(AccountSnapshots.newBuilder().setTenant(ACCOUNT.tenant()).setAccount(ACCOUNT.account())
                .setEventsOffset(++offset).addAllSnapshots(List.of(snapshots)).build());
        evaluation.settle();
        last = evaluation.last().orElseThrow();
        known = evaluation.after();
        return told(evaluation);
    }

    private List<String> publish(ThresholdRules revision) {
        schemes.publish(revision);
        TakenForce force = TakenForce.on(revision.firstDay(), ACCOUNT.tenant(), schemes, ++offset);
        Evaluation evaluation = new Evaluation(ACCOUNT, known, schemes, taken);
        evaluation.decideAgain(last, force.day());
        known = evaluation.after();
        taken = force;
        return told(evaluation);
    }

    private static List<String> told(Evaluation evaluation) {
        return evaluation.aggregate().changes().stream().map(change -> told(change.event())).toList();
    }

    private static String told(MembershipEvent event) {
        return switch (event) {
            case SegmentChanged changed -> changed.to().stage() + " by " + changed.decision().cause();
            case StandingSettled settled -> "settled in " + settled.standing().segment().stage() + " by " + settled.decision().cause();
            case StandingDeclared declared ->
                "declared in " + declared.standing().segment().stage() + " by " + declared.decision().cause();
            case MembershipEnded _ -> "ended";
        };
    }

    private static Snapshot snapshot(Kind kind, LocalDate day, int number) {
        return Snapshot.newBuilder().setKind(kind).setAsOf(Dates.date(day))
                .setFeatures(Features.newBuilder().setActiveDays28(number)).build();
    }
}
