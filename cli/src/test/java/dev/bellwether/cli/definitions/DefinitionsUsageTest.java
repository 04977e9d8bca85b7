package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Confirmation;
import dev.bellwether.cli.terminal.OptionValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a command line may be, before any service is asked.
class DefinitionsUsageTest {

    private static String errors(int exitCode, String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine line = OptionValues.readBy(new CommandLine(new DefinitionsCommand())).setErr(new PrintWriter(errors, true));
        assertThat(line.execute(arguments)).isEqualTo(exitCode);
        return errors.toString();
    }

    @Test
    void a_publication_needs_a_reason(@TempDir Path folder) {
        assertThat(errors(2, "publish", folder.toString())).contains("Missing required option: '--reason=<text>'");
        assertThat(errors(2, "revert", "schemes/lifecycle", "2", "--reason", " ")).contains("Missing required option: '--reason=<text>'");
    }

    @Test
    void two_revisions_are_compared_and_no_other_form_is_taken() {
        assertThat(errors(2, "history", "schemes/lifecycle", "--diff", "4")).contains("'4' is not a pair of revisions, as in 2..4");
        assertThat(errors(2, "history", "schemes/lifecycle", "--diff", "0..4")).contains("'0..4' is not a pair of revisions");
        assertThat(new RevisionRange.Converter().convert("2..14")).isEqualTo(new RevisionRange(2, 14));
    }

    @Test
    void a_name_is_a_kind_and_an_id() {
        assertThat(FolderName.typed("schemes/lifecycle")).hasToString("schemes/lifecycle");
        assertThat(FolderName.typed("schemes/lifecycle.yaml")).as("as a shell completes it").hasToString("schemes/lifecycle");
        assertThatThrownBy(() -> FolderName.typed("lifecycle")).isInstanceOf(CommandException.class)
                .hasMessage("'lifecycle' names no definition: a name is its kind and id, as in schemes/lifecycle.");
        assertThatThrownBy(() -> FolderName.typed("scheme/lifecycle")).isInstanceOf(CommandException.class)
                .hasMessage("There is no kind 'scheme'. Kinds: schemes.");
    }

    /// It becomes the name of a file.
    @Test
    void a_name_that_a_server_answers_is_no_way_out_of_the_folder() {
        assertThat(FolderName.answered("tenants/acme", OwnedKind.SCHEMES, "tenants/acme/schemes/lifecycle")).isPresent();
        assertThat(FolderName.answered("tenants/acme", OwnedKind.SCHEMES, "tenants/acme/schemes/../../x")).isEmpty();
        assertThat(FolderName.answered("tenants/acme", OwnedKind.SCHEMES, "tenants/other/schemes/lifecycle")).isEmpty();
    }

    @Test
    void who_is_asked_has_to_say_yes() {
        List<String> asked = new ArrayList<>();
        Confirmation confirmation = new Confirmation();

        confirmation.requireYes(Optional.of(question -> {
            asked.add(question);
            return "y";
        }), "Publish this?", "Nothing was published.");

        assertThat(asked).containsExactly("Publish this? [y/N] ");
        assertThatThrownBy(() -> confirmation.requireYes(Optional.of(_ -> ""), "Publish this?", "Nothing was published."))
                .isInstanceOf(CommandException.class).hasMessage("Nothing was published.");
        assertThatThrownBy(() -> confirmation.requireYes(Optional.empty(), "Publish this?", "Nothing was published."))
                .isInstanceOf(CommandException.class)
                .hasMessage("Nothing was published. There is no terminal to confirm it at: confirm it with --yes.");
    }

    @Test
    void the_names_of_kinds_are_told_as_they_are() {
        assertThat(OwnedKind.NAMES.split(", ")).containsExactly(java.util.stream.Stream.of(OwnedKind.values())
                .map(OwnedKind::collection).toArray(String[]::new));
    }
}
