package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.TextFault;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemeChecksTest {

    @Test
    void the_shipped_scheme_has_no_finding() {
        assertThat(SchemeChecks.of(SchemeParser.usable(SchemeKind.shippedText()))).isEmpty();
    }

    @Test
    void the_same_text_has_the_same_findings() {
        UsableScheme scheme = scheme("mrr / seats > 5000000.0", "mrr > 1.0");
        assertThat(SchemeChecks.of(scheme)).isEqualTo(SchemeChecks.of(scheme));
    }

    @Test
    void what_can_never_hold_is_told_with_the_proof() {
        assertThat(findings("mrr > 5.0 && mrr < 3.0", "active_days_28 > 30.0")).containsExactly(
                "rules[0].enter, line 3, column 12: it can never hold: mrr is never both > 5.0 and < 3.0",
                "rules[0].stay, line 4, column 11: it can never hold: active_days_28 is never > 30.0: it is at least 0.0 and at most 28.0");
        assertThat(findings("mrr > 5.0 || nps > 11.0")).containsExactly(
                "rules[0].enter, line 3, column 12: a part of it can never hold: nps is never > 11.0: it is at least 0.0 and at most 10.0");
    }

    @Test
    void what_holds_for_none_or_for_each_of_the_sampled_accounts_is_told_with_their_number() {
        assertThat(findings("mrr != mrr && mrr > 1.0")).singleElement().asString()
                .matches("rules\\[0\\]\\.enter, line 3, column 12: it holds for none of \\d{4} sampled accounts");
        assertThat(findings("tenure_days >= 0.0")).singleElement().asString()
                .matches("rules\\[0\\]\\.enter, line 3, column 12: it holds for each of \\d{4} sampled accounts");
    }

    @Test
    void a_rule_to_which_those_before_leave_nothing_is_told() {
        assertThat(of("""
                rules:
                  - {id: some, enter: mrr > 10.0}
                  - {id: more, enter: mrr > 20.0}
                  - {id: rest, enter: true}
                """)).singleElement().asString().matches("rules\\[1\\]\\.enter, line 3, column 23: rules that are asked before take each of"
                + " the \\d+ sampled accounts for which it holds");
        assertThat(of(
                "order: last\nrules:\n  - {id: rest, enter: true}\n  - {id: some, enter: mrr > 10.0}\n  - {id: more, enter: mrr > 20.0}\n"))
                .isEmpty();
    }

    @Test
    void a_condition_for_staying_that_is_stronger_than_the_one_for_entering_is_told_with_an_account() {
        assertThat(findings("engagement_percentile >= 0.6", "engagement_percentile >= 0.7")).singleElement().asString()
                .startsWith("rules[0].stay, line 4, column 11: stay is stronger than enter: of ")
                .containsPattern("could not stay by it, as one with engagement_percentile 0\\.6");
        assertThat(findings("engagement_percentile >= 0.7", "engagement_percentile >= 0.6")).isEmpty();
        assertThat(findings("active_days_28 > 3.0", "active_days_28 >= 4.0")).isEmpty();
    }

    @Test
    void a_condition_that_fails_for_some_accounts_is_told() {
        assertThat(findings("1 / int(seats) == 1")).first().asString().contains("it cannot be evaluated for ")
                .contains("as for one with seats ");
    }

    /// Ten accounts, all of plan Pro, with 0, 1, … 9 seats.
    @Test
    void the_accounts_of_the_tenant_tell_texts_that_none_has_and_conditions_that_none_meets() {
        assertThat(findings(ten(), "plan == 'Prro' && seats >= 0.0")).containsExactly(
                "rules[0].enter, line 3, column 12: it holds for none of 10 accounts of the tenant",
                "rules[0].enter, line 3, column 20: none of 10 accounts of the tenant has the plan \"Prro\"; did you mean \"Pro\"?");
        assertThat(findings(ten(), "seats >= 4.0", "seats >= 4.0 && country != 'DE'")).contains(
                "rules[0].stay, line 4, column 38: none of 10 accounts of the tenant has the country \"DE\"");
        assertThat(findings(ten(), "plan in ['Pro'] && seats < 50.0")).containsExactly(
                "rules[0].enter, line 3, column 12: it holds for each of 10 accounts of the tenant");
    }

    private static Stream<Features> ten() {
        return IntStream.range(0, 10).mapToObj(seats -> Features.newBuilder().setCompanyType(CompanyType.ENTERPRISE).setPlan("Pro")
                .setSeats(seats).build());
    }

    private static List<String> findings(String... conditions) {
        return findings(Stream.empty(), conditions);
    }

    private static List<String> findings(Stream<Features> accounts, String... conditions) {
        return told(SchemeChecks.of(scheme(conditions), accounts));
    }

    private static List<String> of(String text) {
        return told(SchemeChecks.of(SchemeParser.usable(text)));
    }

    private static List<String> told(List<TextFault> findings) {
        assertThat(findings).noneMatch(TextFault::isError);
        return findings.stream().map(TextFault::toString).toList();
    }

    /// One to enter, and one to stay.
    private static UsableScheme scheme(String... conditions) {
        return SchemeParser.usable("rules:\n  - id: tested\n    enter: " + conditions[0] + "\n"
                + (conditions.length > 1 ? "    stay: " + conditions[1] + "\n" : "") + "  - {id: rest, enter: true}\n");
    }
}
