package dev.bellwether.ingestion.trackingplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.mapping.BrokenDefinition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {

    private static final String GOOD = """
            currency: EUR
            events:
              - event: Signed In
                fact: sign_in
              - event: Report Exported
                when: properties.format == "pdf"
                fact: feature_used
                set:
                  feature: '"reports"'
                  count: properties.rows
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            currency: EUR                    | currency: euro                   | line 1, column 11  | three capital letters
            currency: EUR                    | colour: red                      | line 1, column 1   | 'colour' is not known here
            - event: Signed In               | - evnt: Signed In                | line 3, column 5   | rule 1: 'evnt' is not known here
            - event: Signed In               | - when: "true"                   | line 3, column 5   | rule 1: a rule says which events it is for
            - event: Signed In               | - event: ""                      | line 3, column 12  | rule 1: a name is missing here
            - event: Signed In               | - identify: yes                  | line 3, column 15  | rule 1: 'identify' has no name
            fact: sign_in                    | page: Home                       | line 3, column 5   | rule 1: a rule says which events it is for
            fact: sign_in                    | set: {}                          | line 3, column 5   | rule 1 (event Signed In): 'fact' is missing here
            fact: sign_in                    | fact: sign_out                   | line 4, column 11  | rule 1 (event Signed In): there is no fact 'sign_out'
            fact: sign_in                    | fact: account_erased             | line 4, column 11  | rule 1 (event Signed In): an account is not erased
            when: properties.format == "pdf" | when: properties.format ==       | line 6, column 31  | rule 2 (event Report Exported): the expression ends where it has to go on
            when: properties.format == "pdf" | when: '"pdf"'                    | line 6, column 11  | rule 2 (event Report Exported): a condition has to be true or false
            count: properties.rows           | count: '"a" == "b"'              | line 10, column 14 | rule 2 (event Report Exported): 'count' is a whole number, and this expression gives a bool
            count: properties.rows           | count: rows                      | line 10, column 14 | rule 2 (event Report Exported): undeclared reference to 'rows'
            count: properties.rows           | counts: properties.rows          | line 10, column 7  | rule 2 (event Report Exported): there is no feature_used field 'counts'
            count: properties.rows           | count: properties.rows ? 2 : 1   | line 10, column 34 | has to be in quotes
            """)
    void a_broken_plan_names_rule_line_and_column(String good, String bad, String where, String what) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> PlanReader.read(GOOD.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))))
                .isInstanceOf(BrokenDefinition.class).hasMessageStartingWith("definition, " + where + ": ").hasMessageContaining(what);
    }

    @Test
    void a_plan_is_bounded() {
        String rule = "  - {event: a, fact: sign_in}\n";
        assertThat(PlanReader.read("events:\n" + rule.repeat(500)).size()).isEqualTo(500);
        assertThatThrownBy(() -> PlanReader.read("events:\n" + rule.repeat(501))).hasMessageContaining("at most 500")
                .hasMessageContaining("line 502");
        assertThatThrownBy(() -> PlanReader.read("#".repeat(64 * 1024 + 1))).hasMessageContaining("at most 65536");
        assertThatThrownBy(
                () -> PlanReader.read("events:\n  - {event: a, fact: product_activated, set: {product: '\"" + "x".repeat(2_000) + "\"'}}"))
                .hasMessageContaining("at most 2000 characters");
    }

    @Test
    void a_file_that_is_no_plan_is_reported_like_other_errors() {
        for (String broken : new String[] {"", "events", "events: []", "- a", "events: [", "events: {a: b}", "\0", "events: &a [*a]",
            "&a [&b [*a, *b]]",
            "[".repeat(10_000), "events:\n  - !!java.lang.Runtime {}"}) {
            assertThatThrownBy(() -> PlanReader.read(broken)).as(broken).isInstanceOf(BrokenDefinition.class);
        }
    }
}
