package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.definition.kind.CompiledText;
import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.TextProblem;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemeKindTest {

    private static final DefinitionName NAME = new DefinitionName("acme", new DefinitionId(SchemeKind.COLLECTION, SchemeKind.LIFECYCLE));

    @Test
    void a_text_with_mistakes_is_broken_and_tells_all_of_them_with_what_was_probably_meant() {
        CompiledText<UsableScheme> broken =
                new SchemeKind().compile("lifecycle", "title: Ours\nrules:\n  - {id: a, enter: mr > 1}\n  - {id: B}\n");
        assertThat(broken.compiled()).isEmpty();
        assertThat(broken.title()).isEqualTo("Ours");
        assertThat(broken.problems()).extracting(TextProblem::toString).containsExactly(
                "line 3, column 20, rules[0].enter: undeclared reference to 'mr' (mrr)",
                "line 4, column 5, rules[1].enter: the rule has no 'enter'",
                "line 4, column 10, rules[1].id: this has to be an id of 1 to 63 lower-case letters, digits and hyphens, a letter first,"
                        + " and not 'B'");
        assertThat(broken.problems()).allMatch(TextProblem::isError);
    }

    @Test
    void what_is_no_yaml_has_the_id_for_a_title() {
        assertThat(new SchemeKind().compile("lifecycle", "[").title()).isEqualTo("lifecycle");
        assertThat(new SchemeKind().compile("lifecycle", "[").problems()).isNotEmpty();
    }

    @Test
    void checking_warns_by_made_up_accounts_and_by_those_of_the_tenant() {
        SchemeKind kind = new SchemeKind(tenant -> Stream.of(Features.newBuilder().setCompanyType(CompanyType.ENTERPRISE)
                .setPlan("Pro of " + tenant).build()));
        CompiledText<UsableScheme> text = kind.compile("lifecycle", """
                rules:
                  - {id: a, enter: mrr > 5.0 && mrr < 3.0}
                  - {id: b, enter: plan == 'Pro'}
                  - {id: c, enter: true}
                """);
        List<TextProblem> warnings = kind.check(NAME, text.compiled().orElseThrow(), null);
        assertThat(warnings).noneMatch(TextProblem::isError).extracting(TextProblem::message).containsExactly(
                "it can never hold: mrr is never both > 5.0 and < 3.0",
                "it holds for none of 1 accounts of the tenant",
                "none of 1 accounts of the tenant has the plan \"Pro\"");
    }

    @Test
    void the_shipped_scheme_has_no_problem() {
        SchemeKind kind = new SchemeKind();
        CompiledText<UsableScheme> shipped = kind.compile(SchemeKind.LIFECYCLE, SchemeKind.shippedText());
        assertThat(shipped.problems()).isEmpty();
        assertThat(kind.check(NAME, shipped.compiled().orElseThrow(), null)).isEmpty();
    }
}
