package dev.bellwether.cli.importing.mapping;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event.FactCase;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.SurveyAnswered;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mapping that ships, on rows invented in the export's form.
class RavenStackTest {

    @TempDir
    private Path folder;
    private Export export;

    @BeforeEach
    void read() {
        export = new Export(folder)
                .file("ravenstack_accounts.csv",
                        "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag",
                        "A-1,Company_1,EdTech,US,2024-10-16,partner,Enterprise,9,False,False",
                        "A-2,Company_2,FinTech,IN,2023-08-17,other,Basic,18,False,True")
                .file("ravenstack_subscriptions.csv",
                        "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,upgrade_flag,downgrade_flag,"
                                + "churn_flag,billing_frequency,auto_renew_flag",
                        "S-1,A-1,2023-12-23,2024-04-12,Enterprise,14,2786,33432,False,False,False,True,monthly,True",
                        "S-2,A-2,2024-06-11,,Pro,17,833,9996,False,False,False,False,monthly,True")
                .file("ravenstack_feature_usage.csv",
                        "usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,is_beta_feature",
                        "U-1,S-1,2023-07-27,feature_20,9,5004,0,False",
                        "U-1,S-2,2023-08-07,feature_5,9,369,0,False")
                .file("ravenstack_support_tickets.csv",
                        "ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,first_response_time_minutes,satisfaction_score,"
                                + "escalation_flag",
                        "T-1,A-1,2023-07-27,2023-07-28 03:00:00,27.0,high,74,,False",
                        "T-2,A-2,2024-10-17,2024-10-17 19:00:00,19.0,urgent,93,4.0,False")
                .file("ravenstack_churn_events.csv",
                        "churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,preceding_upgrade_flag,preceding_downgrade_flag,"
                                + "is_reactivation,feedback_text",
                        "C-1,A-2,2024-10-27,pricing,4.03,False,False,False,switched to competitor")
                .read(MappingReader.read("ravenstack"));
    }

    private List<Event> of(FactCase kind) {
        return export.events.stream().filter(event -> event.getFactCase() == kind).toList();
    }

    @Test
    void every_row_of_the_five_files_gives_its_events() {
        assertThat(export.broken).isEmpty();
        assertThat(export.rows).hasSize(9);
        assertThat(export.events.stream().collect(Collectors.groupingBy(Event::getFactCase, Collectors.counting()))).containsOnly(
                entry(FactCase.ACCOUNT_PROFILE, 2L), entry(FactCase.SUBSCRIPTION_STARTED, 2L), entry(FactCase.SUBSCRIPTION_CANCELLED, 2L),
                entry(FactCase.FEATURE_USED, 2L), entry(FactCase.SUPPORT_CASE_OPENED, 2L), entry(FactCase.SUPPORT_CASE_CLOSED, 2L),
                entry(FactCase.SURVEY_ANSWERED, 1L));
    }

    @Test
    void the_plan_at_sign_up_tells_the_company_type() {
        assertThat(of(FactCase.ACCOUNT_PROFILE)).extracting(event -> event.getAccountProfile().getCompanyType())
                .containsExactly(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE);
    }

    @Test
    void usage_finds_its_account_by_the_subscription_and_keeps_an_id_that_occurs_twice() {
        assertThat(of(FactCase.FEATURE_USED)).extracting(event -> event.getAccount() + " " + event.getEventId())
                .containsExactly("A-1 usage/U-1/feature_used", "A-2 usage/U-1/feature_used");
        assertThat(of(FactCase.FEATURE_USED).getFirst().getFeatureUsed().getDuration().getSeconds()).isEqualTo(5004);
    }

    @Test
    void a_satisfaction_score_is_an_answer_when_the_ticket_was_closed() {
        Event answer = of(FactCase.SURVEY_ANSWERED).getFirst();
        assertThat(answer.getSurveyAnswered().getKind()).isEqualTo(SurveyAnswered.Kind.CSAT);
        assertThat(answer.getSurveyAnswered().getScore()).isEqualTo(4);
        assertThat(answer.getOccurredAt()).isEqualTo(of(FactCase.SUPPORT_CASE_CLOSED).getLast().getOccurredAt());
    }

    @Test
    void a_churn_event_keeps_its_reason_and_ends_no_subscription_of_the_export() {
        Event churn = of(FactCase.SUBSCRIPTION_CANCELLED).getLast();
        assertThat(churn.getSubscriptionCancelled().getReason()).isEqualTo("pricing: switched to competitor");
        assertThat(churn.getSubscriptionCancelled().getSubscriptionId()).isEqualTo("C-1");
    }
}
