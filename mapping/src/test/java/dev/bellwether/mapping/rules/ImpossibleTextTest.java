package dev.bellwether.mapping.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpossibleTextTest {

    private static List<ExpressionProblem> findings(String rule) throws Exception {
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("company_type", SimpleType.STRING)
                .addVar("plan", SimpleType.STRING)
                .build();
        return ImpossibleText.in(compiler.compile(rule).getAst(), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "company_type == 'Enterprise'", "'ENTERPRISE' == company_type", "company_type != 'SELF_SERVE'", "company_type == ''",
        "company_type in ['enterprise', 'selfserve']", "company_type.startsWith('E')", "company_type.endsWith('Serve')",
        "company_type.contains('_')", "company_type.matches('^ENT')", "plan == 'Pro' && (plan == '' || company_type == 'smb')",
        "(company_type == 'B2B' ? 1.0 : 2.0) > 1.0", "['a'].exists(x, company_type == 'A')",
        "company_type == (plan == 'Pro' ? 'smb' : 'enterprise')"
    })
    void a_text_that_a_feature_never_is_is_found_wherever_it_stands(String rule) throws Exception {
        assertThat(findings(rule)).as(rule).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "company_type == 'enterprise'", "company_type != 'self-serve'", "company_type in ['enterprise', 'self-serve']",
        "company_type.startsWith('self')", "company_type.contains('-')", "company_type.matches('e$')", "plan == 'Enterprise'",
        "company_type == plan"
    })
    void a_text_that_it_may_be_is_not(String rule) throws Exception {
        assertThat(findings(rule)).as(rule).isEmpty();
    }

    @Test
    void an_impossible_text_is_reported_with_its_position_the_allowed_texts_and_a_suggestion() throws Exception {
        assertThat(findings("plan == 'Pro'\n&& company_type == 'Self Serve'")).containsExactly(new ExpressionProblem(
                2, 20, "\"Self Serve\" never matches: company_type is \"enterprise\" or \"self-serve\"", "\"self-serve\""));
    }

    @Test
    void every_feature_is_read_by_its_name_and_what_is_not_known_is_nan_or_empty() {
        Features features = Features.newBuilder().setCompanyType(CompanyType.ENTERPRISE).setPlan("Pro").setActiveDays28(3)
                .setMrrChange90(-5.5).build();
        assertThat(FeatureVariables.read("company_type", features)).isEqualTo("enterprise");
        assertThat(FeatureVariables.read("company_type", Features.getDefaultInstance())).isEqualTo("self-serve");
        assertThat(FeatureVariables.read("plan", features)).isEqualTo("Pro");
        assertThat(FeatureVariables.read("country", features)).isEqualTo("");
        assertThat(FeatureVariables.read("active_days_28", features)).isEqualTo(3.0);
        assertThat(FeatureVariables.read("mrr_change_90", features)).isEqualTo(-5.5);
        assertThat(FeatureVariables.read("mrr", features)).isEqualTo(Double.NaN);
        assertThat(FeatureVariables.read("no_such", features)).isNull();
    }
}
