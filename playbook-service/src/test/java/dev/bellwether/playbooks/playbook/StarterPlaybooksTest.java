package dev.bellwether.playbooks.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.ledger.Proposal;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StarterPlaybooksTest {
    private static final PlaybookCatalog CATALOG = catalog();

    static final List<String> SEGMENTS = Stream.of("enterprise", "self-serve")
            .flatMap(type -> Stream.of("churned", "new-user", "at-risk", "sleeping-giant", "power-user", "nurture-and-grow")
                    .map(stage -> type + "-" + stage))
            .toList();

    private static PlaybookCatalog catalog() {
        var compiler = new PlaybookCompiler();
        return new PlaybookCatalog(StarterPlaybooks.read().stream()
                .map(playbook -> compiler.compile(new PlaybookVersion(playbook, 1, Instant.EPOCH)))
                .toList());
    }

    private static List<Proposal> proposals(String segment, Features features) {
        return CATALOG.coverages(segment, features).stream()
                .map(Coverage::proposal)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    private static Proposal proposal(String segment, String playbook, Features features) {
        return proposals(segment, features).stream()
                .filter(each -> each.playbook().equals(playbook))
                .findAny()
                .orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("SEGMENTS")
    void an_account_of_which_nothing_is_known_gets_an_action_with_a_value_and_no_nonsense_in_its_words(String segment) {
        assertThat(proposals(segment, Features.getDefaultInstance())).isNotEmpty().allSatisfy(proposal -> {
            assertThat(proposal.valueAtStake()).isZero();
            assertThat(proposal.reason()).doesNotContain("NaN", "null", "Infinity");
            assertThat(proposal.instructions()).hasSizeBetween(40, 1000);
        });
    }

    @Test
    void each_stage_is_answered_with_the_action_that_it_calls_for() {
        var kinds = Map.of(
                "power-user", ActionKind.UPSELL,
                "at-risk", ActionKind.CHURN_PREVENTION,
                "sleeping-giant", ActionKind.ONBOARDING,
                "new-user", ActionKind.ONBOARDING,
                "nurture-and-grow", ActionKind.ADOPTION,
                "churned", ActionKind.WIN_BACK);
        kinds.forEach((stage, kind) -> {
            for (String type : List.of("enterprise-", "self-serve-")) {
                assertThat(proposals(type + stage, Features.getDefaultInstance()))
                        .extracting(Proposal::kind)
                        .contains(kind);
            }
        });
        assertThat(proposals("enterprise-power-user", Features.getDefaultInstance()))
                .extracting(Proposal::kind)
                .containsExactlyInAnyOrder(ActionKind.UPSELL, ActionKind.ADVOCACY);
        assertThat(proposals("self-serve-power-user", Features.getDefaultInstance()))
                .extracting(Proposal::kind)
                .containsExactly(ActionKind.UPSELL);
        assertThat(proposals("enterprise-churned", Features.getDefaultInstance()))
                .extracting(Proposal::kind)
                .containsExactlyInAnyOrder(ActionKind.WIN_BACK, ActionKind.FEEDBACK);
    }

    @Test
    void an_enterprise_account_at_risk_is_called_within_two_days_for_a_reason_with_its_numbers() {
        var features = Features.newBuilder()
                .setCompanyType(CompanyType.ENTERPRISE)
                .setAccountName("Acme")
                .setMrr(1250)
                .setActivityTrend(0.42)
                .setDaysSinceLastActivity(12)
                .setActiveDays28(3)
                .setActiveDays84Before(51)
                .setOpenCases(1)
                .setOpenUrgentCases(1)
                .setNps(4)
                .build();
        Proposal call = proposal("enterprise-at-risk", "enterprise-churn-prevention", features);
        assertThat(call.dueDays()).isEqualTo(2);
        assertThat(call.accountName()).isEqualTo("Acme");
        // 12 months at 1,250.
        assertThat(call.valueAtStake()).isEqualTo(15_000);
        assertThat(call.reason())
                .isEqualTo("Activity is at 42% of the twelve weeks before. Nobody has been active for 12 days."
                        + " Active on 3 of the last 28 days; it used to be 17. 1 open case, 1 urgent."
                        + " A detractor: its last NPS answer was 4. 15,000 a year are at stake.");
    }

    @Test
    void the_renewal_of_a_healthy_account_is_worked_on_from_sixty_days_before() {
        var near = Features.newBuilder().setMrr(100).setRenewalInDays(60).setRenewalTermDays(365).build();
        var far = near.toBuilder().setRenewalInDays(61).build();
        var overdue = near.toBuilder().setRenewalInDays(-3).build();
        for (String stage : List.of("power-user", "nurture-and-grow", "sleeping-giant")) {
            assertThat(proposal("enterprise-" + stage, "enterprise-renewal", near).reason()).contains("It renews in 60 days.");
            assertThat(proposal("self-serve-" + stage, "self-serve-renewal", overdue).reason())
                    .contains("Its renewal is overdue by 3 days.");
            assertThat(proposals("enterprise-" + stage, far)).extracting(Proposal::kind).doesNotContain(ActionKind.RENEWAL);
        }
    }

    @Test
    void a_monthly_plan_which_is_always_near_its_renewal_has_no_renewal_task() {
        var monthly = Features.newBuilder().setMrr(100).setRenewalInDays(12).setRenewalTermDays(31).build();
        for (String segment : SEGMENTS) {
            assertThat(proposals(segment, monthly)).extracting(Proposal::kind).doesNotContain(ActionKind.RENEWAL);
        }
    }

    @Test
    void an_account_at_risk_that_renews_soon_has_one_task_which_speaks_of_the_renewal() {
        var near = Features.newBuilder().setMrr(100).setRenewalInDays(20).setRenewalTermDays(365).build();
        assertThat(proposals("enterprise-at-risk", near)).singleElement().satisfies(call -> {
            assertThat(call.kind()).isEqualTo(ActionKind.CHURN_PREVENTION);
            assertThat(call.reason()).contains("It renews in 20 days: settle that in the same talk.");
        });
        assertThat(proposals("self-serve-at-risk", near)).hasSize(1);
    }

    @Test
    void of_the_tasks_of_one_segment_each_is_of_another_kind() {
        var near = Features.newBuilder().setMrr(100).setRenewalInDays(20).setRenewalTermDays(365).build();
        for (String segment : SEGMENTS) {
            assertThat(proposals(segment, near)).extracting(Proposal::kind).doesNotHaveDuplicates();
        }
    }

    @Test
    void what_can_be_won_back_is_a_part_of_what_the_account_used_to_pay_in_a_year() {
        // 3,650 in 365 days is 3,650 a year, a quarter of it 912.50.
        var gone = Features.newBuilder()
                .setCancelled(1)
                .setMrr(0)
                .setLifetimeRevenue(3650)
                .setTenureDays(365)
                .build();
        assertThat(proposal("enterprise-churned", "enterprise-win-back", gone).valueAtStake()).isEqualTo(912.5);
        // It paid 100 a month until recently: a quarter of 1,200.
        var justGone = gone.toBuilder().setMrrChange90(-100).build();
        assertThat(proposal("enterprise-churned", "enterprise-win-back", justGone).valueAtStake()).isEqualTo(300);
    }

    @Test
    void every_playbook_is_for_segments_of_the_scheme_and_all_of_them_have_one() {
        assertThat(CATALOG.versions().stream().flatMap(each -> each.playbook().segments().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(SEGMENTS);
    }
}
