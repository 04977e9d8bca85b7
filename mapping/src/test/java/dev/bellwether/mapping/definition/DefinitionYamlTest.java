package dev.bellwether.mapping.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.mapping.SourcePosition;
import dev.bellwether.mapping.definition.ValueTypes.Constant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionYamlTest {

    private static final Key<String> ID = Key.required("id", ValueTypes.name("[a-z]{1,9}", "1 to 9 lower-case letters"), "Its id.");
    private static final Key<ConditionText> WHEN = Key.required("when", ValueTypes.condition(200, "CEL"), "When it holds.");
    private static final Key<Integer> DAYS = Key.optional("days", ValueTypes.whole(0, 365), "How long.");
    private static final Key<Boolean> HIDDEN = Key.optional("hidden", ValueTypes.flag(), "Whether it is shown.");
    private static final Key<Constant> VALUE = Key.optional("value", ValueTypes.constant(20), "Anything.");
    private static final MapType RULE = new MapType("rule", "A rule.", List.of(ID, WHEN, DAYS, HIDDEN, VALUE));
    private static final Key<String> TITLE = Key.required("title", ValueTypes.text(20), "For people.");
    private static final Key<String> ORDER = Key.optional("order", ValueTypes.oneOf(List.of("first", "last")), "Which one wins.");
    private static final Key<List<ReadMap>> RULES = Key.required("rules", ValueTypes.list(RULE, 1, 3), "Rules.");
    private static final MapType ROOT = new MapType("list", "A list.", List.of(TITLE, ORDER, RULES));

    @Test
    void values_are_read_by_their_types_with_their_places() {
        ReadMap root = valid("""
                title: Two  # of them
                order: last
                rules:
                  - {id: one, when: true, days: 7, hidden: true, value: 3}
                  - id: "two"
                    when: 'a > 1.0'
                    value: "3"
                """);
        assertThat(root.value(TITLE)).contains("Two");
        assertThat(root.value(ORDER)).contains("last");
        ReadMap one = root.value(RULES).orElseThrow().getFirst();
        assertThat(one.value(WHEN).orElseThrow().text()).isEqualTo("true");
        assertThat(one.value(DAYS)).contains(7);
        assertThat(one.value(HIDDEN)).contains(true);
        assertThat(one.value(VALUE)).contains(new Constant.OfNumber(3));
        ReadMap two = root.value(RULES).orElseThrow().getLast();
        assertThat(two.value(HIDDEN)).isEmpty();
        assertThat(two.value(VALUE)).contains(new Constant.OfText("3"));
        assertThat(two.field(WHEN)).isEqualTo("rules[1].when");
        assertThat(two.place(WHEN)).isEqualTo(new SourcePosition("", 6, 11));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_at_its_place() {
        assertThat(problems("""
                titel: Two
                order: frist
                rules:
                  - id: One
                    when: true
                    days: 400
                    hidden: yes
                  - id: two
                    id: zwei
                    when:
                    value: [1]
                  - three
                """)).containsExactly(
                "titel, line 1, column 1: a list has no 'titel', but title, order, rules; did you mean title?",
                "order, line 2, column 8: this has to be first or last, and not 'frist'; did you mean first?",
                "rules[0].id, line 4, column 9: this has to be 1 to 9 lower-case letters, and not 'One'",
                "rules[0].days, line 6, column 11: this has to be a whole number from 0 to 365, and not '400'",
                "rules[0].hidden, line 7, column 13: this has to be true or false, and not 'yes'; did you mean true?",
                "rules[1].id, line 9, column 5: 'id' is given twice: the first time in line 8",
                "rules[1].when, line 10, column 10: a value is missing here: an expression of 1 to 200 characters",
                "rules[1].value, line 11, column 12: a single value is expected here: a number, true or false, or a text of at most 20 characters",
                "rules[2], line 12, column 5: a rule is written as names with values, as in 'id: …'");
    }

    @Test
    void what_yaml_has_and_definitions_do_not_is_told_and_the_rest_is_read() {
        assertThat(problems("""
                title: &name Two
                rules:
                  - id: one
                    when: *name
                    days: !!int 7
                    hiden: true
                ---
                title: Three
                """)).containsExactly(
                "line 1, column 8: names for values (&) are not taken: write the value out where it is needed",
                "line 4, column 11: references (*) are not taken: write the value out",
                "line 5, column 11: tags (!) are not taken: write the value alone",
                "rules[0].hiden, line 6, column 5: a rule has no 'hiden', but id, when, days, hidden, value; did you mean hidden?",
                "line 7, column 1: a second document begins here; a file holds one definition");
    }

    @Test
    void each_tab_that_indents_is_told_and_the_rest_is_read() {
        assertThat(problems("title: T\nrules:\n  - id: one\n\t\twhen: true\n\t\tdays: x\n")).containsExactly(
                "line 4, column 1: a tab indents this line; YAML is indented with blanks",
                "line 5, column 1: a tab indents this line; YAML is indented with blanks");
        assertThat(problems("title: T\nrules:\n  - id: one\n \t when: true\n \t days: x\n")).containsExactly(
                "line 4, column 2: a tab indents this line; YAML is indented with blanks",
                "line 5, column 2: a tab indents this line; YAML is indented with blanks");
        assertThat(problems("title: T\nrules:\n  - id: one\n  \t when: true\n  \t days: x\n")).containsExactly(
                "line 4, column 3: a tab indents this line; YAML is indented with blanks",
                "line 5, column 3: a tab indents this line; YAML is indented with blanks",
                "rules[0].days, line 5, column 11: this has to be a whole number from 0 to 365, and not 'x'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing", "title", "- title", "title: [", "title: \"never closed", "title: a: b", "title: @home", "{", "}",
                "title: x\nrules: *", "%", "%YAML 9", "?", "a:\n - b\n c", "title: |x", "\u0000", "title: \"\\q\"", "title: \"\\x",
                "title: \"\\U12", "title: \ud800",
                "\ufeff", "!<a"})
    void what_cannot_be_read_is_told_in_words_of_its_own(String text) {
        assertThat(problems(text)).isNotEmpty().allSatisfy(it -> assertThat(it)
                .doesNotContain("block end", "token", "stream", "scanner", "parser", "snakeyaml", "mapping values"));
    }

    @Test
    void a_quote_that_is_never_closed_is_told_where_it_opens() {
        assertThat(problems("title: T\nrules:\n  - id: \"one\n    when: true\n"))
                .containsExactly("line 3, column 9: the quote that opens here is not closed");
    }

    @Test
    void too_much_is_refused_before_it_costs_anything() {
        assertThat(problems("title: " + "x".repeat(DefinitionYaml.MOST_BYTES)))
                .containsExactly("line 1, column 1: the text has 262151 bytes; at most 262144 are taken");
        assertThat(problems("[".repeat(200_000))).containsExactly("line 1, column 17: this is nested more than 16 deep");
        assertThat(problems("- {}\n".repeat(51_000))).containsExactly("line 50000, column 3: at most 50000 values are taken");
        assertThat(problems("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n")).anyMatch(it -> it.contains("references (*) are not taken"));
    }

    @Test
    void a_long_list_is_told_at_the_first_that_is_too_many() {
        assertThat(problems("title: T\nrules:\n" + "  - {id: a, when: true}\n".repeat(4)))
                .containsExactly("rules, line 6, column 5: at most 3 are taken, and there are 4");
    }

    static ReadMap valid(String text) {
        DefinitionYaml.Result result = DefinitionYaml.read("", text, ROOT);
        assertThat(result.problems()).isEmpty();
        return result.root().orElseThrow();
    }

    static List<String> problems(String text) {
        return DefinitionYaml.read("", text, ROOT).problems().stream().map(TextFault::toString).toList();
    }
}
