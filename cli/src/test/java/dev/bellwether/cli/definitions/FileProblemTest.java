package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.terminal.Screen;
import dev.bellwether.definitions.v1.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    private static Problem.Builder problem(int line, int column, String message) {
        return Problem.newBuilder().setName("tenants/acme/schemes/lifecycle").setSeverity(Problem.Severity.ERROR).setLine(line)
                .setColumn(column).setMessage(message);
    }

    private static String shown(Path folder, Problem.Builder... problems) {
        List<FileProblem> sorted =
                Stream.of(problems).map(problem -> FileProblem.of("tenants/acme", problem.build())).sorted().toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FileProblem.print(sorted, folder, Screen.on(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void a_problem_is_told_at_its_place_and_in_the_order_of_places() {
        assertThat(shown(Path.of("."),
                problem(12, 9, "'activty_trend' is no feature.").setSuggestion("activity_trend"),
                problem(2, 30, "Second."), problem(2, 4, "First."),
                problem(20, 1, "It always holds.").setSeverity(Problem.Severity.WARNING),
                problem(0, 0, "It is used by segments/big."))).isEqualTo("""
                        schemes/lifecycle.yaml: error: It is used by segments/big.
                        schemes/lifecycle.yaml:2:4: error: First.
                        schemes/lifecycle.yaml:2:30: error: Second.
                        schemes/lifecycle.yaml:12:9: error: 'activty_trend' is no feature. (activity_trend)
                        schemes/lifecycle.yaml:20:1: warning: It always holds.
                        """);
    }

    @Test
    void the_path_leads_from_where_the_command_runs_to_the_file() {
        assertThat(shown(Path.of("rules"), problem(1, 1, "No."))).isEqualTo("rules/schemes/lifecycle.yaml:1:1: error: No.\n");
        assertThat(shown(Path.of("../acme/"), problem(1, 1, "No."))).isEqualTo("../acme/schemes/lifecycle.yaml:1:1: error: No.\n");
    }

    @Test
    void what_a_file_holds_cannot_forge_a_line_or_reach_the_terminal() {
        assertThat(shown(Path.of("."), problem(1, 1, "'\u001b[2J\na.yaml:1:1: error: forged' is no feature.")))
                .isEqualTo("schemes/lifecycle.yaml:1:1: error: '\\x1b[2J\\na.yaml:1:1: error: forged' is no feature.\n");
    }
}
