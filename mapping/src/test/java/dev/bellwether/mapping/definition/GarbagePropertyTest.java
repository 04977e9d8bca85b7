package dev.bellwether.mapping.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GarbagePropertyTest {

    private static final Key<ConditionText> WHEN = Key.required("when", ValueTypes.condition(100, "CEL"), "When it holds.");
    private static final Key<Integer> DAYS = Key.optional("days", ValueTypes.whole(0, 9), "Days.");
    private static final MapType RULE = new MapType("rule", "A rule.", List.of(WHEN, DAYS));
    private static final MapType ROOT =
            new MapType("list", "A list.", List.of(Key.required("rules", ValueTypes.list(RULE, 1, 5), "Rules.")));

    @Property(tries = 5_000)
    void whatever_is_read_there_are_problems_within_the_text_or_a_value(@ForAll("garbage") String text) {
        DefinitionYaml.Result result = DefinitionYaml.read("", text, ROOT);
        assertThat(result.root().isPresent() || !result.problems().isEmpty()).isTrue();
        List<String> lines = List.of(text.split("\r\n|\n|\r", -1));
        assertThat(result.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isBetween(1, lines.size());
            assertThat(problem.column()).isBetween(1, (int) lines.get(problem.line() - 1).codePoints().count() + 1);
            assertThat(problem.message()).isNotBlank();
        });
    }

    /// Pieces that mean something to YAML, in any order, among characters of all kinds.
    @Provide
    Arbitrary<String> garbage() {
        Arbitrary<String> piece = Arbitraries.of("rules", "when", "days", ":", ": ", "- ", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", "'",
                "\"", "|",
                ">", "|2", "&a ", "*a", "!!str ", "!x ", "{", "}", "[", "]", ",", "? ", "#", " #", "---", "...", "%YAML 1.1", "true", "3",
                "~",
                "\\", "\\u0041", "\\x", "<<", "@", "`", "\u0000", "\u0085", "\u2028", "\ufeff", "\ud83d\ude00", "\ud800", "\udc00", "x");
        return Arbitraries.oneOf(piece.list().ofMaxSize(40).map(it -> String.join("", it)), Arbitraries.strings().ofMaxLength(60),
                piece.list().ofMaxSize(15).map(it -> "rules:\n  - when: " + String.join("", it)));
    }
}
