package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.mapping.definition.TextFault;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemeGarbagePropertyTest {

    private static final String SHIPPED = SchemeKind.shippedText();
    private static final List<String> PIECES =
            List.of("\n", "\n  ", ": ", "- ", "'", "\"", "|", "{", "[", "*a", "&a", "\t", "#", "&&", "||", "(", ")",
                    "!", "==", "true", "mrr", "1", "'x'", "enter", "stay", "\u0000", "\ud83d\ude00", "[0]", ".size()", "? 1 :");

    /// The shipped scheme, in which a few places are cut out and filled with something else.
    @Property(tries = 500)
    void a_spoilt_scheme_has_problems_within_the_text_or_is_usable(@ForAll("spoilt") String text) {
        ReadScheme read = SchemeParser.read(text);
        assertThat(read.usable().isPresent()).isEqualTo(read.problems().stream().noneMatch(TextFault::isError));
        List<String> lines = List.of(text.split("\r\n|\n|\r", -1));
        assertThat(read.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isBetween(1, lines.size());
            assertThat(problem.column()).isBetween(1, (int) lines.get(problem.line() - 1).codePoints().count() + 1);
            assertThat(problem.message()).isNotBlank();
        });
    }

    @Provide
    Arbitrary<String> spoilt() {
        return Arbitraries.randomValue(random -> {
            StringBuilder text = new StringBuilder(SHIPPED);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int start = random.nextInt(text.length());
                text.replace(start, Math.min(text.length(), start + random.nextInt(6)), PIECES.get(random.nextInt(PIECES.size())));
            }
            return text.toString();
        });
    }
}
