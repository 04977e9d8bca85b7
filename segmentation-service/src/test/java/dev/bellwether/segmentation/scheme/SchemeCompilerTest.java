package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.TextFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeCompilerTest {

    @ParameterizedTest
    @ValueSource(strings = {"nps < 9.0", "nps <= 9.0", "nps > 0.0", "nps >= 0.0", "nps == 0.0", "nps + 1.0 > 0.0", "nps == nps",
        "nps in [0.0, 1.0]", "(nps + csat) / 2.0 >= 0.0"})
    void a_comparison_with_an_absent_number_is_false(String condition) {
        assertThat(holds(condition, Features.getDefaultInstance())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nps >= 0", "0 <= nps", "nps == 1", "nps + 1 > 0.0"})
    void an_int_next_to_a_number_is_refused_since_it_would_make_an_absent_number_great(String condition) {
        InvalidScheme invalid = catchThrowableOfType(InvalidScheme.class, () -> compile(condition));
        assertThat(invalid).hasMessageContaining("numbers are written with a point, as in 14.0");
        assertThat(invalid.problems().getFirst().suggestion()).matches("[01]\\.0");
    }

    @Test
    void absent_text_is_empty() {
        assertThat(holds("plan == '' && industry == ''", Features.getDefaultInstance())).isTrue();
        assertThat(holds("plan.startsWith('Pro')", Features.newBuilder().setPlan("Pro 2").build())).isTrue();
    }

    @Test
    void an_account_that_has_not_said_its_type_is_self_serve() {
        assertThat(holds("company_type == 'self-serve'", Features.getDefaultInstance())).isTrue();
    }

    @Test
    void a_bad_rule_is_told_with_its_place_in_the_file_and_what_was_probably_meant() {
        InvalidScheme invalid = catchThrowableOfType(InvalidScheme.class, () -> compile("nps > 1.0\n  && actve_days_28 > 2.0"));
        assertThat(invalid.problems()).containsExactly(new TextFault(TextFault.Severity.ERROR, "rules[0].enter", 5, 12,
                "undeclared reference to 'actve_days_28'", "active_days_28"));
        assertThat(invalid).hasMessageStartingWith("rules[0].enter, line 5, column 12: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "company_type == 'ENTERPRISE'", "'Enterprise' == company_type", "company_type != 'SELF_SERVE'", "!(company_type == 'self serve')",
        "company_type == ''", "company_type in ['enterprise', 'selfserve']", "!(company_type in ['B2B'])",
        "company_type.startsWith('Self')",
        "mrr > 10.0 ? company_type == 'smb' : true", "company_type == 'smb' ? mrr > 1.0 : mrr > 2.0",
        "company_type == (mrr > 10.0 ? 'enterprise' : 'Self-Serve')"
    })
    void a_text_that_a_feature_never_is_does_not_compile_neither_to_enter_nor_to_stay(String condition) {
        assertThatThrownBy(() -> compile(condition)).isInstanceOf(InvalidScheme.class)
                .hasMessageContaining("never matches: company_type is \"enterprise\" or \"self-serve\"");
        assertThatThrownBy(() -> SchemeParser.usable("""
                rules:
                  - id: tested
                    enter: mrr > 1.0
                    stay: >
                      %s
                  - {id: rest, enter: true}
                """.formatted(condition))).hasMessageStartingWith("rules[0].stay, line 5, column ").hasMessageContaining("never matches");
    }

    @Test
    void a_text_in_the_wrong_case_is_told_with_its_place_and_what_was_probably_meant() {
        assertThatThrownBy(() -> compile("mrr > 1.0\n&& company_type == 'ENTERPRISE'")).hasMessage("rules[0].enter, line 5, column 26:"
                + " \"ENTERPRISE\" never matches: company_type is \"enterprise\" or \"self-serve\"; did you mean \"enterprise\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan == 'ENTERPRISE'", "company_type in ['enterprise', 'self-serve']", "company_type.endsWith('serve')",
        "company_type != plan"})
    void a_text_that_it_may_be_compiles(String condition) {
        assertThat(compile(condition).of(CompanyType.SELF_SERVE)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nps > ", "nps > 1.0)", "nps > > 1.0", "nps 1.0", "nps > 1.0 &", "plan > 1.0", "nps > '1'", "actve > 1.0", "#"})
    void a_rule_that_does_not_compile_is_told_without_the_compilers_own_words(String condition) {
        assertThatThrownBy(() -> compile(condition)).isInstanceOf(InvalidScheme.class).message()
                .startsWith("rules[0].enter, line 4, column ")
                .doesNotContainPattern("expecting|candidates|container|NUM_FLOAT|<EOF>|_>_|dev\\.|java\\.");
    }

    @Test
    void a_condition_is_true_or_false() {
        assertThatThrownBy(() -> compile("mrr")).hasMessageContaining("expected type 'bool' but found 'double'");
    }

    @Test
    void a_rule_that_fails_on_an_account_says_which() {
        assertThatThrownBy(() -> holds("int(nps) == 1", Features.getDefaultInstance()))
                .isInstanceOf(UndecidableRule.class).hasMessageStartingWith("tested.enter cannot be evaluated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rules: 3", "rules: [7]", "rules: [{id: A}]", "rules: [{id: a}]", "rules: [{id: a, enter: true, stya: x}]",
        "rules: [{id: a, enter: true, minimum_stay_days: -1}]", "rules: [{id: a, enter: true, company_type: big}]", "rules: [{"})
    void what_is_no_scheme_is_refused(String text) {
        assertThatThrownBy(() -> SchemeParser.parse(text)).isInstanceOf(InvalidScheme.class);
    }

    private static boolean holds(String condition, Features features) {
        return compile(condition).of(CompanyType.SELF_SERVE).getFirst().enters(features);
    }

    /// The condition begins in line 4, column 7.
    private static CompiledScheme compile(String condition) {
        return SchemeParser.usable("""
                rules:
                  - id: tested
                    enter: |
                      %s
                  - {id: rest, enter: true}
                """.formatted(condition.replace("\n", "\n      "))).rules();
    }
}
