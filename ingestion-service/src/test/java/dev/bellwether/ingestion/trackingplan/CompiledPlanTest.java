package dev.bellwether.ingestion.trackingplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Value;
import com.google.type.Date;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.validation.Reason;
import dev.bellwether.ingestion.validation.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledPlanTest {

    private static ForeignEvent track(String name, Map<String, Object> properties) {
        return new ForeignEvent("track", name, properties, Map.of("type", "track", "event", name, "properties", properties,
                "context", Map.of("locale", "de", "traits", Map.of("plan", "Pro"))));
    }

    private static Event apply(String plan, ForeignEvent foreign) {
        Event.Builder event = Event.newBuilder();
        PlanReader.read(plan).apply(foreign, event);
        return event.build();
    }

    private static void assertRejected(String plan, ForeignEvent foreign, String field, Reason reason, String... about) {
        assertThatThrownBy(() -> apply(plan, foreign)).isInstanceOfSatisfying(Rejection.class, rejected -> {
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.getMessage()).contains(about);
        });
    }

    private static final String REPORTS = """
            currency: EUR
            events:
              - event: Report Exported
                when: properties.format == "pdf"
                fact: feature_used
                set:
                  feature: '"reports"'
                  count: "properties.rows > 100 ? 2 : 1"
              - event: Report *
                fact: feature_used
                set: {feature: event, product: context.traits.plan}
              - event: Plan Upgraded
                fact: subscription_changed
                set: {plan: properties.plan, mrr: 'money(properties.mrr, "USD")'}
              - event: Plan Changed
                fact: subscription_changed
                set: {plan: properties.plan, mrr: properties.mrr, seats: properties.seats}
            """;

    private static final String RENEWALS = """
            time_format: [iso, d.M.yyyy]
            zone: Europe/Berlin
            events:
              - event: Renewed
                fact: subscription_renewed
                set: {renewal_date: properties.until}
            """;

    @Test
    void a_date_is_read_as_the_plan_says_and_one_that_stands_for_no_end_is_left_out() {
        Date day = Date.newBuilder().setYear(2026).setMonth(10).setDay(16).build();
        for (String written : new String[] {"16.10.2026", "2026-10-16", "2026-10-16T00:00:00+02:00", "2026-10-15T22:00:00Z"}) {
            assertThat(apply(RENEWALS, track("Renewed", Map.of("until", written))).getSubscriptionRenewed().getRenewalDate()).as(written)
                    .isEqualTo(day);
        }
        assertThat(apply(RENEWALS, track("Renewed", Map.of("until", "9999-12-31"))).getSubscriptionRenewed().hasRenewalDate()).isFalse();
        assertRejected(RENEWALS, track("Renewed", Map.of("until", "10/16/2026")), "subscription_renewed.renewal_date", Reason.MALFORMED,
                "time_format");
        assertRejected(RENEWALS.replace("time_format: [iso, d.M.yyyy]", ""), track("Renewed", Map.of("until", "10/16/2026")),
                "subscription_renewed.renewal_date", Reason.MALFORMED, "'M/d/yyyy' says that the month comes first");
        assertThatThrownBy(() -> PlanReader.read(RENEWALS.replace("d.M.yyyy", "d.m.yyyy"))).hasMessageContaining("line 1")
                .hasMessageContaining("'d.m.yyyy' is no format");
        assertThatThrownBy(() -> PlanReader.read(RENEWALS.replace("Berlin", "Berlyn"))).hasMessageContaining("line 2")
                .hasMessageContaining("there is no zone");
    }

    @Test
    void an_event_becomes_the_fact_that_its_rule_says() {
        Event event = apply(REPORTS, track("Report Exported", Map.of("format", "pdf", "rows", 101L)));
        assertThat(event.getFeatureUsed()).isEqualTo(FeatureUsed.newBuilder().setFeature("reports").setCount(2).build());
    }

    @Test
    void the_first_rule_that_matches_wins_and_a_condition_about_what_is_not_there_does_not_hold() {
        FeatureUsed second = FeatureUsed.newBuilder().setFeature("Report Exported").setProduct("Pro").build();
        assertThat(apply(REPORTS, track("Report Exported", Map.of("format", "csv"))).getFeatureUsed()).isEqualTo(second);
        assertThat(apply(REPORTS, track("Report Exported", Map.of())).getFeatureUsed()).isEqualTo(second);
        assertThat(apply(REPORTS, track("Report Printed", Map.of())).getFeatureUsed().getFeature()).isEqualTo("Report Printed");
        assertThat(apply(REPORTS, track("Reports", Map.of())).getNamedEvent().getName()).isEqualTo("Reports");
    }

    @Test
    void a_rule_with_a_beginning_that_stands_first_goes_before_one_with_the_name() {
        String plan = """
                events:
                  - event: Report *
                    fact: feature_used
                    set: {feature: '"any"'}
                  - event: Report Exported
                    fact: feature_used
                    set: {feature: '"this"'}
                """;
        assertThat(apply(plan, track("Report Exported", Map.of())).getFeatureUsed().getFeature()).isEqualTo("any");
    }

    @Test
    void amounts_have_the_plans_currency_unless_they_say_another() {
        assertThat(apply(REPORTS, track("Plan Upgraded", Map.of("plan", "Pro", "mrr", 49.5))).getSubscriptionChanged().getMrr())
                .isEqualTo(Money.newBuilder().setCurrencyCode("USD").setUnits(49).setNanos(500_000_000).build());
        assertThat(apply(REPORTS, track("Plan Changed", Map.of("plan", "Pro", "mrr", "490", "seats", "12"))).getSubscriptionChanged())
                .satisfies(
                        changed -> assertThat(changed.getMrr()).isEqualTo(Money.newBuilder().setCurrencyCode("EUR").setUnits(490).build()))
                .satisfies(changed -> assertThat(changed.getSeats()).isEqualTo(12));
    }

    @Test
    void a_property_that_is_missing_is_named_with_the_field_and_the_rule() {
        assertRejected(REPORTS, track("Report Exported", Map.of("format", "pdf")),
                "feature_used.count", Reason.REQUIRED, "rule 1 (event Report Exported)", "rows");
    }

    @Test
    void a_property_of_another_kind_is_named_too() {
        assertRejected(REPORTS, track("Report Exported", Map.of("format", "pdf", "rows", "many")),
                "feature_used.count", Reason.MALFORMED, "rule 1");
        assertRejected(REPORTS, track("Plan Changed", Map.of("plan", Map.of("no", "text"), "mrr", 1L, "seats", 1L)),
                "subscription_changed.plan", Reason.MALFORMED, "rule 4 (event Plan Changed)");
        assertRejected(REPORTS, track("Plan Changed", Map.of("plan", "Pro", "mrr", "1e1000000000", "seats", 1L)),
                "subscription_changed.mrr", Reason.MALFORMED, "is not a number");
        assertRejected(REPORTS, track("Plan Changed", Map.of("plan", "Pro", "mrr", 1L, "seats", 1.5)),
                "subscription_changed.seats", Reason.MALFORMED, "is not a whole number");
    }

    @Test
    void null_and_an_empty_text_leave_a_field_out() {
        Map<String, Object> properties = new HashMap<>(Map.of("plan", "", "seats", 3L));
        properties.put("mrr", null);
        Event event = apply(REPORTS, track("Plan Changed", properties));
        assertThat(event.getSubscriptionChanged().hasMrr()).isFalse();
        assertThat(event.getSubscriptionChanged().hasPlan()).isFalse();
        assertThat(event.getSubscriptionChanged().getSeats()).isEqualTo(3);
    }

    @Test
    void an_amount_that_is_not_given_is_left_out_with_its_currency() {
        for (Object absent : new Object[] {null, "", " "}) {
            Map<String, Object> properties = new HashMap<>(Map.of("plan", "Pro"));
            properties.put("mrr", absent);
            assertThat(apply(REPORTS, track("Plan Upgraded", properties)).getSubscriptionChanged().hasMrr()).isFalse();
        }
    }

    @Test
    void an_amount_takes_its_currency_from_a_property_and_without_one_from_the_plan() {
        String plan = """
                currency: EUR
                events:
                  - event: Invoice Paid
                    fact: invoice_paid
                    set: {amount: 'money(properties.total, properties.currency)'}
                """;
        Map<String, Object> properties = new HashMap<>(Map.of("total", 0.004, "currency", "usd"));
        assertThat(apply(plan, track("Invoice Paid", properties)).getInvoicePaid().getAmount())
                .isEqualTo(Money.newBuilder().setCurrencyCode("USD").setNanos(4_000_000).build());
        properties.put("currency", null);
        assertThat(apply(plan, track("Invoice Paid", properties)).getInvoicePaid().getAmount().getCurrencyCode()).isEqualTo("EUR");
    }

    @Test
    void a_score_that_is_null_or_empty_is_left_out_and_a_zero_is_a_zero() {
        String plan = """
                events:
                  - event: Survey Answered
                    fact: survey_answered
                    set: {kind: "'NPS'", score: properties.score}
                """;
        for (Object absent : new Object[] {null, "", " "}) {
            Map<String, Object> properties = new HashMap<>();
            properties.put("score", absent);
            assertThat(apply(plan, track("Survey Answered", properties)).getSurveyAnswered().hasScore()).isFalse();
        }
        assertThat(apply(plan, track("Survey Answered", Map.of("score", 0L))).getSurveyAnswered().hasScore()).isTrue();
        assertRejected(plan, track("Survey Answered", Map.of()), "survey_answered.score", Reason.REQUIRED, "score");
        assertRejected(plan, track("Survey Answered", Map.of("score", 6.5)), "survey_answered.score", Reason.MALFORMED, "whole number");
    }

    @Test
    void a_rule_may_say_what_orders_events_of_one_instant() {
        String plan = """
                events:
                  - event: Plan Changed
                    fact: subscription_changed
                    sequence: properties.version
                    set: {plan: properties.plan}
                """;
        assertThat(apply(plan, track("Plan Changed", Map.of("plan", "Pro", "version", "41"))).getSequence()).isEqualTo(41);
        assertThat(apply(plan, track("Plan Changed", Map.of("plan", "Pro", "version", ""))).hasSequence()).isFalse();
        assertRejected(plan, track("Plan Changed", Map.of("plan", "Pro", "version", "1a")), "sequence", Reason.MALFORMED, "not a number");
    }

    @Test
    void has_and_null_can_be_asked_for() {
        String plan = """
                events:
                  - event: "*"
                    when: has(properties.plan) && properties.plan != null
                    fact: product_activated
                    set: {product: 'has(properties.list) ? properties.list[1].name : properties.plan'}
                """;
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("plan", null);
        assertThat(apply(plan, track("a", nothing)).hasNamedEvent()).isTrue();
        assertThat(apply(plan, track("a", Map.of())).hasNamedEvent()).isTrue();
        assertThat(apply(plan, track("a", Map.of("plan", "Pro"))).getProductActivated().getProduct()).isEqualTo("Pro");
        assertThat(apply(plan, track("a", Map.of("plan", "Pro", "list", Arrays.asList(1L, Map.of("name", "second"))))).getProductActivated()
                .getProduct())
                .isEqualTo("second");
    }

    @Test
    void pages_screens_persons_groups_and_cloudevents_have_rules_of_their_own() {
        String plan = """
                events:
                  - page: Docs*
                    fact: learning_resource_used
                    set: {resource: event}
                  - screen: Home
                    fact: sign_in
                  - identify: true
                    when: traits.role == "owner"
                    fact: contact_logged
                    set: {contacted_by: traits.name}
                  - group: true
                    fact: account_profile
                    set: {name: traits.name, employees: properties.employees}
                  - cloudevent: com.acme.invoice.*
                    fact: invoice_paid
                    set: {invoice_id: message.subject, amount: properties.total}
                """;
        Map<String, Object> traits = Map.of("name", "Ada", "role", "owner", "employees", 3L);
        assertThat(apply(plan, new ForeignEvent("page", "Docs: keys", Map.of(), Map.of())).getLearningResourceUsed().getResource())
                .isEqualTo("Docs: keys");
        assertThat(apply(plan, new ForeignEvent("screen", "Home", Map.of(), Map.of())).hasSignIn()).isTrue();
        assertThat(apply(plan, new ForeignEvent("identify", "ignored", traits, Map.of())).getContactLogged().getContactedBy())
                .isEqualTo("Ada");
        assertThat(apply(plan, new ForeignEvent("group", "", traits, Map.of())).getAccountProfile().getEmployees()).isEqualTo(3);
        assertThat(apply(plan, new ForeignEvent("cloudevent", "com.acme.invoice.paid", Map.of("total", 12L), Map.of("subject", "i-1")))
                .getInvoicePaid().getInvoiceId()).isEqualTo("i-1");
        assertThat(apply(plan, track("Home", Map.of())).hasNamedEvent()).isTrue();
    }

    @Test
    void what_the_plan_says_nothing_of_is_kept_under_its_own_name_with_all_that_came() {
        Map<String, Object> properties =
                new HashMap<>(Map.of("n", 1L, "x", 1.5, "yes", true, "list", List.of("a"), "map", Map.of("k", "v")));
        properties.put("none", null);
        NamedEvent named = apply(REPORTS, track("Something", properties)).getNamedEvent();
        assertThat(named.getName()).isEqualTo("Something");
        assertThat(named.getProperties().getFieldsMap().keySet()).isEqualTo(properties.keySet());
        assertThat(named.getProperties().getFieldsOrThrow("none").getKindCase()).isEqualTo(Value.KindCase.NULL_VALUE);
        assertThat(named.getProperties().getFieldsOrThrow("list").getListValue().getValues(0).getStringValue()).isEqualTo("a");
        assertThat(apply(REPORTS, new ForeignEvent("page", "Pricing", Map.of(), Map.of())).getNamedEvent().getName()).isEqualTo("Pricing");
    }

    @Test
    void without_a_rule_identify_describes_a_user_and_group_an_account() {
        assertThat(apply(REPORTS, new ForeignEvent("identify", "", Map.of("name", "Ada"), Map.of())).getUserIdentified().getTraits()
                .getFieldsOrThrow("name").getStringValue()).isEqualTo("Ada");
        assertThat(apply(REPORTS,
                new ForeignEvent("group", "",
                        Map.of("name", "Acme", "industry", List.of(7L), "employees", 40L, "company_type", "enterprise",
                                "address", Map.of("country", "DE")),
                        Map.of()))
                .getAccountProfile())
                .isEqualTo(AccountProfile.newBuilder().setName("Acme").setEmployees(40).setCompanyType(CompanyType.ENTERPRISE)
                        .setCountry("DE").build());
    }

    @Test
    void an_expression_cannot_be_made_to_work_for_long() {
        String plan = """
                events:
                  - event: Many
                    fact: feature_used
                    set: {feature: 'properties.list.exists(a, properties.list.exists(b, a == b + "x")) ? "found" : "none"'}
                """;
        List<Object> list = Collections.nCopies(2_000, "a");
        assertRejected(plan, track("Many", Map.of("list", list)), "feature_used.feature", Reason.MALFORMED, "rule 1 (event Many)");
    }

    @Test
    void the_shipped_plan_maps_segments_unambiguous_event_names() {
        assertThat(apply(ShippedPlan.DEFINITION, track("Signed In", Map.of())).hasSignIn()).isTrue();
        Event trial = apply(ShippedPlan.DEFINITION, track("Trial Started", Map.of("trial_plan_name", "Pro")));
        assertThat(trial.getSubscriptionStarted().getPlan()).isEqualTo("Pro");
        assertThat(trial.getSubscriptionStarted().getMrr().getUnits()).isZero();
        assertThat(apply(ShippedPlan.DEFINITION, track("Trial Started", Map.of())).getSubscriptionStarted().getPlan()).isEqualTo("trial");
        assertThat(apply(ShippedPlan.DEFINITION, track("Account Created", Map.of())).getNamedEvent().getName())
                .isEqualTo("Account Created");
    }
}
