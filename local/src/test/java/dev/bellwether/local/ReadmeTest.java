package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two commands stand at the top of the README, before anything else: one runs the demo, one the tests.
class ReadmeTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void exactly_two_commands_stand_at_its_top_and_both_are_understood() throws IOException {
        List<String> top = Files.readAllLines(HOME.resolve("README.md")).stream().filter(line -> !line.isBlank()).limit(6).toList();

        assertThat(top.get(0)).isEqualTo("# Bellwether");
        assertThat(top.get(1)).isEqualTo("```sh");
        assertThat(top.get(4)).isEqualTo("```");
        List<List<String>> commands =
                top.subList(2, 4).stream().map(line -> List.of(line.replaceFirst("\\s+#.*", "").split(" +"))).toList();
        assertThat(commands).containsExactly(List.of("./bellwether", "demo"), List.of("./bellwether", "test"));
        assertThat(top.subList(2, 4)).allSatisfy(line -> assertThat(line).as("says what it does").matches(".* # .+"));

        // The demo is a command of the command line; the tests are run by the launcher itself, before there is anything to run.
        assertThat(Bellwether.line("demo").parseArgs("demo").subcommand().commandSpec().name()).isEqualTo("demo");
        assertThat(HOME.resolve("bellwether")).isExecutable().content().contains("if [ \"${1:-}\" = test ]; then");
    }
}
