package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.scheme.InvalidScheme.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeCompilerTest {

    private static final SchemeCompiler COMPILER = new SchemeCompiler();

    @ParameterizedTest
    @ValueSource(strings = {"nps < 9.0", "nps <= 9.0", "nps > 0.0", "nps >= 0.0", "nps == 0.0", "nps + 1.0 > 0.0", "nps == nps",
        "nps in [0.0, 1.0]", "(nps + csat) / 2.0 >= 0.0"})
    void a_comparison_with_an_absent_number_is_false(String condition) {
        assertThat(holds(condition, Features.getDefaultInstance())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nps >= 0", "0 <= nps", "nps == 1", "nps + 1 > 0.0"})
    void an_int_next_to_a_number_is_refused_since_it_would_make_an_absent_number_great(String condition) {
        assertThatThrownBy(() -> compile(rule(condition))).hasMessageContaining("numbers are written with a point, as in 14.0");
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
    void a_bad_rule_is_told_with_rule_field_line_and_column() {
        InvalidScheme invalid = catchThrowableOfType(InvalidScheme.class,
                () -> compile(rule("nps > 1.0\n  && actve_days_28 > 2.0")));
        assertThat(invalid.problems()).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo("tested");
            assertThat(it.field()).isEqualTo("enter");
            assertThat(it.line()).isEqualTo(2);
            assertThat(it.column()).isEqualTo(6);
            assertThat(it.message()).contains("undeclared reference to 'actve_days_28'");
        });
        assertThat(invalid).hasMessageStartingWith("tested.enter, line 2, column 6: ");
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
        assertThatThrownBy(() -> compile(rule(condition))).isInstanceOf(InvalidScheme.class)
                .hasMessageContaining("never matches: company_type is \"enterprise\" or \"self-serve\"");
        SegmentRule stays = new SegmentRule("tested", "Tested", "", "mrr > 1.0", condition, 0, false, Optional.empty());
        assertThatThrownBy(() -> compile(stays)).hasMessageStartingWith("tested.stay, line 1, column ")
                .hasMessageContaining("never matches");
    }

    @Test
    void a_text_in_the_wrong_case_is_told_with_its_place_and_what_was_probably_meant() {
        assertThatThrownBy(() -> compile(rule("mrr > 1.0\n&& company_type == 'ENTERPRISE'"))).hasMessage("tested.enter, line 2, column 20:"
                + " \"ENTERPRISE\" never matches: company_type is \"enterprise\" or \"self-serve\"; did you mean \"enterprise\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan == 'ENTERPRISE'", "company_type in ['enterprise', 'self-serve']", "company_type.endsWith('serve')",
        "company_type != plan"})
    void a_text_that_it_may_be_compiles(String condition) {
        assertThat(compile(rule(condition)).of(CompanyType.SELF_SERVE)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nps > ", "nps > 1.0)", "nps > > 1.0", "nps 1.0", "nps > 1.0 &", "plan > 1.0", "nps > '1'", "actve > 1.0", "#"})
    void a_rule_that_does_not_compile_is_told_without_the_compilers_own_words(String condition) {
        assertThatThrownBy(() -> compile(rule(condition))).isInstanceOf(InvalidScheme.class).message()
                .startsWith("tested.enter, line 1, column ")
                .doesNotContainPattern("expecting|candidates|container|NUM_FLOAT|<EOF>|_>_|dev\\.|java\\.");
    }

    @Test
    void every_bad_rule_is_told_at_once() {
        SegmentRule bad = new SegmentRule("bad", "Bad", "", "nps >", "mrr", 0, false, Optional.empty());
        InvalidScheme invalid = catchThrowableOfType(InvalidScheme.class, () -> COMPILER.compile(new SchemeVersion(1),
                new Scheme("t", List.of(bad, everybody()))));
        assertThat(invalid.problems()).extracting(Problem::field).containsExactlyInAnyOrder("enter", "stay");
        assertThat(invalid).hasMessageContaining("expected type 'bool' but found 'double'");
    }

    @Test
    void a_scheme_whose_last_rule_does_not_take_everybody_is_refused() {
        assertThatThrownBy(() -> COMPILER.compile(new SchemeVersion(1), new Scheme("t", List.of(rule("nps > 1.0")))))
                .isInstanceOf(InvalidScheme.class).hasMessageContaining("must take everybody");
    }

    @Test
    void a_scheme_with_two_rules_of_one_id_is_refused() {
        assertThatThrownBy(() -> COMPILER.compile(new SchemeVersion(1), new Scheme("t", List.of(everybody(), everybody()))))
                .isInstanceOf(InvalidScheme.class).hasMessageContaining("two rules of this id");
    }

    @Test
    void a_scheme_without_rules_for_a_company_type_is_refused() {
        SegmentRule enterpriseOnly = new SegmentRule("a", "A", "", "true", "true", 0, false, Optional.of(CompanyType.ENTERPRISE));
        assertThatThrownBy(() -> COMPILER.compile(new SchemeVersion(1), new Scheme("t", List.of(enterpriseOnly))))
                .isInstanceOf(InvalidScheme.class).hasMessageContaining("no rule for SELF_SERVE");
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
        return compile(rule(condition)).of(CompanyType.SELF_SERVE).getFirst().enters(features);
    }

    private static CompiledScheme compile(SegmentRule rule) {
        return COMPILER.compile(new SchemeVersion(1), new Scheme("t", List.of(rule, everybody())));
    }

    private static SegmentRule rule(String enter) {
        return new SegmentRule("tested", "Tested", "", enter, enter, 0, false, Optional.empty());
    }

    private static SegmentRule everybody() {
        return new SegmentRule("rest", "Rest", "", "true", "true", 0, false, Optional.empty());
    }
}
