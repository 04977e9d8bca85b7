package dev.bellwether.segmentation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.mapping.definition.TextFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The examples of docs/segments.md, word for word.
class SchemeDocumentationTest {

    private static final Pattern BLOCK = Pattern.compile("^```(?:yaml)?\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void the_scheme_of_the_documentation_has_no_problem_and_the_broken_one_has_those_that_it_tells() throws IOException {
        String page = Files.readString(Path.of("../docs/segments.md"));
        String section = page.substring(page.indexOf("## Writing a scheme"), page.indexOf("## Accounts that were never active"));
        List<String> blocks = BLOCK.matcher(section).results().map((MatchResult block) -> block.group(1)).toList();
        assertThat(blocks).hasSize(3);

        assertThat(SchemeParser.read(blocks.getFirst()).problems()).isEmpty();
        assertThat(SchemeChecks.of(SchemeParser.usable(blocks.getFirst()))).isEmpty();
        assertThat(
                SchemeParser.read(blocks.get(1)).problems().stream().map(TextFault::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(blocks.getLast());
    }
}
