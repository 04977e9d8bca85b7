package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.TextFault;
import dev.bellwether.segmentation.membership.Membership;
import dev.bellwether.segmentation.membership.MembershipCommand;
import dev.bellwether.segmentation.membership.MembershipDecider;
import dev.bellwether.segmentation.membership.Observation.Closing;
import dev.bellwether.segmentation.membership.Rules;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemeParserTest {

    private static final MembershipDecider DECIDER = new MembershipDecider();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Test
    void twelve_mistakes_are_told_at_once_each_at_its_place() {
        assertThat(problems("""
                title: Ours
                order: frist
                parameters:
                  - name: giant_mrr
                    value: 500
                    unit: currency units per month
                  - name: mrr
                    value: 3
                rules:
                  - id: Churned
                    enter: cancelled == 1.0
                  - id: new-user
                    enter: |
                      tenure_days < 30
                      && actve_days_28 < 12.0
                    minimum_stay_days: 400
                  - id: at-risk
                    stay: activity_trend < 0.6
                  - id: giants
                    enter: mrr > giant_mrrr
                    overides_minimum_stay: yes
                  - id: giants
                    enter: company_type == "Enterprise"
                  - id: rest
                    enter: mrr > 0.0
                    enter: true
                """)).containsExactly(
                "order, line 2, column 8: this has to be first or last, and not 'frist'; did you mean first?",
                "parameters[1].name, line 7, column 11: 'mrr' is a feature: call the parameter something else",
                "rules[0].id, line 10, column 9: this has to be an id of 1 to 63 lower-case letters, digits and hyphens, a letter first,"
                        + " and not 'Churned'",
                "rules[1].enter, line 14, column 19: found no matching overload for '<' applied to '(double, int)';"
                        + " numbers are written with a point, as in 14.0; did you mean 30.0?",
                "rules[1].enter, line 15, column 10: undeclared reference to 'actve_days_28'; did you mean active_days_28?",
                "rules[1].minimum_stay_days, line 16, column 24: this has to be a whole number from 0 to 365, and not '400'",
                "rules[2].enter, line 17, column 5: the rule has no 'enter'",
                "rules[3].enter, line 20, column 18: undeclared reference to 'giant_mrrr'; did you mean giant_mrr?",
                "rules[3].overides_minimum_stay, line 21, column 5: a rule has no 'overides_minimum_stay', but id, title, description,"
                        + " company_type, enter, stay, minimum_stay_days, overrides_minimum_stay; did you mean overrides_minimum_stay?",
                "rules[4].id, line 22, column 9: two rules lead to 'giants': the first one is in line 19",
                "rules[4].enter, line 23, column 28: \"Enterprise\" never matches: company_type is \"enterprise\" or \"self-serve\";"
                        + " did you mean \"enterprise\"?",
                "rules[5].enter, line 25, column 12: the last rule must take everybody, so that each account has a stage;"
                        + " did you mean true?",
                "rules[5].enter, line 26, column 5: 'enter' is given twice: the first time in line 25");
    }

    @Test
    void the_shipped_scheme_has_no_problem() {
        ReadScheme shipped = SchemeParser.read(SchemeKind.shippedText());
        assertThat(shipped.problems()).isEmpty();
        assertThat(shipped.title()).isEqualTo("Lifecycle");
        assertThat(shipped.usable().orElseThrow().scheme().order()).isEqualTo(RuleOrder.FIRST);
    }

    @Test
    void parameters_are_constants_of_conditions_and_have_the_type_of_their_value() {
        UsableScheme usable = SchemeParser.usable("""
                description: Ours.
                parameters:
                  - {name: large, value: 500, unit: currency units per month, description: Monthly revenue of a large customer.}
                  - {name: top_plan, value: Pro}
                  - {name: strict, value: true}
                rules:
                  - {id: large, enter: mrr >= large && plan == top_plan && strict}
                  - {id: rest, enter: true}
                """);
        assertThat(usable.scheme().description()).isEqualTo("Ours.");
        assertThat(usable.scheme().parameters()).extracting(SchemeParameter::name).containsExactly("large", "top_plan", "strict");
        assertThat(usable.scheme().parameters().getFirst().unit()).isEqualTo("currency units per month");
        assertThat(placed(usable.rules(), Features.newBuilder().setMrr(500).setPlan("Pro"))).isEqualTo("self-serve-large");
        assertThat(placed(usable.rules(), Features.newBuilder().setMrr(499).setPlan("Pro"))).isEqualTo("self-serve-rest");
        assertThat(placed(usable.rules(), Features.newBuilder().setPlan("Pro"))).isEqualTo("self-serve-rest");
    }

    @Test
    void wrong_parameters_are_told_and_conditions_that_use_them_are_checked_all_the_same() {
        assertThat(problems("""
                parameters:
                  - {name: large, value: 500}
                  - {name: large, value: 600}
                  - {name: in, value: 1}
                  - {name: Small, value: 1}
                  - {name: medium}
                  - {name: unused, value: 1}
                rules:
                  - {id: large, enter: mrr >= large && mrr > medium && plan == large}
                  - {id: rest, enter: true}
                """)).containsExactly(
                "parameters[1].name, line 3, column 12: there is a parameter 'large' already, in line 2",
                "parameters[2].name, line 4, column 12: 'in' means something else in conditions: call it otherwise",
                "parameters[3].name, line 5, column 12: this has to be a name of 1 to 63 lower-case letters, digits and underscores,"
                        + " a letter first, and not 'Small'",
                "parameters[4].value, line 6, column 5: the parameter has no 'value'",
                "rules[0].enter, line 9, column 61: found no matching overload for '==' applied to '(string, double)'");
        ReadScheme warned = SchemeParser.read("parameters: [{name: unused, value: 1}]\nrules: [{id: all, enter: true}]\n");
        assertThat(warned.usable()).isPresent();
        assertThat(warned.problems()).extracting(TextFault::severity).containsExactly(TextFault.Severity.WARNING);
        assertThat(warned.problems()).extracting(TextFault::toString)
                .containsExactly("parameters[0].name, line 1, column 21: no condition uses 'unused'");
    }

    /// Worked by hand: of what holds, `first` takes what stands first, `last` what stands last.
    @Test
    void with_order_last_the_last_rule_that_holds_decides() {
        String rules = """
                rules:
                  - {id: %s, enter: %s}
                  - {id: some, enter: mrr >= 10.0}
                  - {id: more, enter: mrr >= 20.0}
                  - {id: %s, enter: %s}
                """;
        Rules first = SchemeParser.usable("order: first\n" + rules.formatted("few", "mrr < 5.0", "rest", "true")).rules();
        Rules last = SchemeParser.usable("order: last\n" + rules.formatted("rest", "true", "few", "mrr < 5.0")).rules();
        assertThat(placed(first, Features.newBuilder().setMrr(30))).isEqualTo("self-serve-some");
        assertThat(placed(last, Features.newBuilder().setMrr(30))).isEqualTo("self-serve-more");
        assertThat(placed(last, Features.newBuilder().setMrr(15))).isEqualTo("self-serve-some");
        assertThat(placed(last, Features.newBuilder().setMrr(7))).isEqualTo("self-serve-rest");
        assertThat(placed(last, Features.newBuilder().setMrr(1))).isEqualTo("self-serve-few");
        assertThat(placed(last, Features.newBuilder())).isEqualTo("self-serve-rest");
    }

    @Test
    void with_order_last_the_first_rule_takes_everybody_and_segments_are_shown_as_written() {
        assertThat(problems("order: last\nrules:\n  - {id: a, enter: mrr > 1.0}\n  - {id: b, enter: true}\n")).containsExactly(
                "rules[0], line 3, column 10: no account comes to 'a': the rule 'b' behind takes everybody",
                "rules[0].enter, line 3, column 20: the first rule must take everybody, so that each account has a stage;"
                        + " did you mean true?");
        assertThat(SchemeParser.parse("order: last\nrules:\n  - {id: a, enter: true}\n  - {id: b, enter: mrr > 1.0}\n").segments())
                .extracting(it -> it.id().toString())
                .containsExactly("enterprise-a", "enterprise-b", "self-serve-a", "self-serve-b");
    }

    @Test
    void each_company_type_is_placed_completely() {
        assertThat(problems("rules:\n  - {id: a, company_type: enterprise, enter: true}\n"))
                .containsExactly("rules, line 2, column 10: no rule is for Self-Serve accounts");
        assertThat(problems("""
                rules:
                  - {id: a, company_type: enterprise, enter: true}
                  - {id: b, enter: mrr > 1.0}
                """)).containsExactly(
                "rules[1], line 3, column 10: no account comes to 'b': the rule 'a' before takes everybody",
                "rules[1].enter, line 3, column 20: the last rule for Enterprise accounts must take everybody, so that each account has a stage;"
                        + " did you mean true?",
                "rules[1].enter, line 3, column 20: the last rule for Self-Serve accounts must take everybody, so that each account has a stage;"
                        + " did you mean true?");
    }

    @Test
    void a_stage_in_a_condition_is_told_for_what_it_is() {
        assertThat(problems("rules:\n  - {id: a, enter: power_user}\n  - {id: power-user, enter: true}\n")).containsExactly(
                "rules[0].enter, line 2, column 20: undeclared reference to 'power_user', which is a stage: conditions know features and"
                        + " parameters");
    }

    private static List<String> problems(String text) {
        return SchemeParser.read(text).problems().stream().map(TextFault::toString).toList();
    }

    private static String placed(Rules rules, Features.Builder features) {
        features.setCompanyType(CompanyType.SELF_SERVE);
        Membership unplaced = Membership.unplaced();
        return DECIDER.evolve(unplaced, DECIDER.decide(new MembershipCommand(new Closing(FIRST, features.build()), rules), unplaced))
                .segment().orElseThrow().toString();
    }
}
