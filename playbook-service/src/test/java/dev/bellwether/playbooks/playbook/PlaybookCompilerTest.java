package dev.bellwether.playbooks.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.features.v1.Features;
import dev.bellwether.playbooks.ledger.Coverage;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaybookCompilerTest {

    private static Playbook playbook(String eligibility, String value, String... reasons) {
        return new Playbook(
                "try", "Try", ActionKind.UPSELL, List.of("s"), List.of(), "Do", "Do it.", eligibility, value, List.of(reasons), 0, 1, 0, 7);
    }

    private static Coverage cover(Playbook playbook, Features features) {
        var compiled = new PlaybookCompiler().compile(new PlaybookVersion(playbook, 1, Instant.EPOCH));
        return new PlaybookCatalog(List.of(compiled)).coverages("s", features).getFirst();
    }

    @Test
    void a_number_that_is_not_known_makes_every_comparison_false() {
        for (String comparison : List.of("mrr < 1.0", "mrr >= 1.0", "mrr == 1.0")) {
            assertThat(cover(playbook(comparison, "0.0"), Features.getDefaultInstance()).proposal())
                    .as(comparison)
                    .isEmpty();
        }
    }

    @Test
    void company_type_is_spelled_as_in_segments_and_absent_text_is_empty() {
        var features = Features.newBuilder().setCompanyTypeValue(1).build();
        assertThat(cover(playbook("company_type == 'enterprise' && plan == ''", "0.0"), features).proposal())
                .isPresent();
    }

    @Test
    void a_value_that_is_negative_unknown_or_infinite_counts_as_nothing() {
        var features = Features.newBuilder().setSeats(0).build();
        for (String value : List.of("-1.0", "mrr * 12.0", "1.0 / seats")) {
            assertThat(cover(playbook("", value), features).proposal().orElseThrow().valueAtStake())
                    .as(value)
                    .isZero();
        }
    }

    @Test
    void a_reason_is_written_for_people() {
        var features = Features.newBuilder().setMrr(12345.6).setSeats(1).setEmployees(2500).setNps(3.25).build();
        var reason = cover(
                playbook(
                        "",
                        "0.0",
                        "money(mrr)",
                        "count(seats, 'seat')",
                        "number(employees)",
                        "number(nps)",
                        "percent(0.426)",
                        "share(1.0)",
                        "count(0.0, 'user')",
                        "mrr < 1.0 ? 'left out' : ''",
                        "number(csat)"),
                features)
                .proposal()
                .orElseThrow()
                .reason();
        assertThat(reason).isEqualTo("12,346 1 seat 2,500 3.3 43% 99% no users unknown");
    }

    @Test
    void an_expression_that_is_wrong_is_refused_by_playbook_and_field() {
        assertThatThrownBy(() -> cover(playbook("no_such_feature > 1.0", "0.0"), Features.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Playbook try, eligibility")
                .hasMessageContaining("no_such_feature");
        assertThatThrownBy(() -> cover(playbook("", "'many'"), Features.getDefaultInstance()))
                .hasMessageContaining("Playbook try, valueAtStake");
        assertThatThrownBy(() -> cover(playbook("", "0.0", "mrr"), Features.getDefaultInstance()))
                .hasMessageContaining("Playbook try, reasons");
    }

    @Test
    void a_text_that_a_feature_never_is_does_not_compile() {
        var nothing = Features.getDefaultInstance();
        assertThatThrownBy(() -> cover(playbook("company_type == 'ENTERPRISE'", "0.0"), nothing))
                .hasMessage("Playbook try, eligibility, line 1, column 17: \"ENTERPRISE\" never matches: company_type is"
                        + " \"enterprise\" or \"self-serve\"; did you mean \"enterprise\"?");
        assertThatThrownBy(() -> cover(playbook("", "company_type == 'B2B' ? 1.0 : 2.0"), nothing))
                .hasMessageContaining("valueAtStake");
        assertThatThrownBy(() -> cover(playbook("", "0.0", "company_type in ['smb'] ? 'Small.' : ''"), nothing))
                .hasMessageContaining("reasons");
    }

    @Test
    void a_comparison_with_a_whole_number_does_not_compile_since_it_would_hold_for_what_is_not_known() {
        assertThatThrownBy(() -> cover(playbook("mrr > 1", "0.0"), Features.getDefaultInstance()))
                .hasMessageContaining("no matching overload");
    }

    @Test
    void a_playbook_that_lacks_something_is_refused_by_field() {
        assertThatThrownBy(() -> playbook("", "")).hasMessage("Playbook try: valueAtStake is missing or out of range");
    }
}
