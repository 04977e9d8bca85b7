package dev.bellwether.mapping.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.mapping.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The place of a character of an expression is where a reader of the file sees it, however YAML writes the text.
class ConditionPlacesTest {

    private static final Key<ConditionText> WHEN = Key.required("when", ValueTypes.condition(2_000, "CEL"), "When it holds.");
    private static final MapType ROOT = new MapType("rule", "A rule.", List.of(WHEN));

    @ParameterizedTest
    @ValueSource(strings = {
        "when: mrr > 1.0 && @seats > 2.0",
        "when:    'it == ''x'' && @seats > 2.0'",
        "when: \"it == \\\"\\u0078\\\" &&\\t@seats > 2.0\"",
        "when: \"mrr > 1.0 \\\n   && @seats > 2.0\"",
        "when: |\n  mrr > 1.0\n  && @seats > 2.0\n",
        "when: |  # why\n  mrr > 1.0\n    && @seats > 2.0\n",
        "when: |2\n    mrr > 1.0\n  && @seats > 2.0\n",
        "when: |-\n\n\n  mrr > 1.0\r\n  && @seats > 2.0\r\n",
        "when: >\n  mrr > 1.0\n  && csat > 1.0\n\n\n  && @seats > 2.0\n",
        "when: mrr > 1.0\n   && csat > 1.0\n\n  && @seats > 2.0\n",
        "when: 'mrr > 1.0\n\n   && @seats > 2.0'",
        "when: |\n  name == '\ud83d\ude00\u00e9' && @seats > 2.0\n",
        "# before\n{when: mrr > 1.0 && @seats > 2.0}\n"})
    void a_place_in_an_expression_is_found_in_the_file(String marked) {
        String text = marked.replace("@", "");
        ConditionText when = read(text);
        int[] inText = place(when.written(), when.written().indexOf("seats"));
        int[] inFile = place(text, marked.indexOf('@'));
        assertThat(when.place(inText[0], inText[1])).isEqualTo(new SourcePosition("", inFile[0], inFile[1]));
    }

    @Test
    void what_lies_behind_the_end_is_told_at_its_last_character() {
        assertThat(read("when: |\n  mrr >\n\n").place(2, 1)).isEqualTo(new SourcePosition("", 2, 7));
        assertThat(read("when: 'mrr >'\n").place(1, 99)).isEqualTo(new SourcePosition("", 1, 13));
    }

    @Test
    void an_expression_that_stands_in_no_file_has_its_own_places() {
        assertThat(ConditionText.of("enter", "a\n&& b").place(2, 4)).isEqualTo(new SourcePosition("", 2, 4));
    }

    private static ConditionText read(String text) {
        DefinitionYaml.Result result = DefinitionYaml.read("", text, ROOT);
        assertThat(result.problems()).isEmpty();
        return result.root().orElseThrow().value(WHEN).orElseThrow();
    }

    /// Counted by hand: lines end with LF, with or without CR; columns are code points.
    private static int[] place(String text, int index) {
        String before = text.substring(0, index);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        return new int[] {(int) before.chars().filter(it -> it == '\n').count() + 1, line.codePointCount(0, line.length()) + 1};
    }
}
