package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFolderTest {

    private static final DefinitionId LIFECYCLE = new DefinitionId("schemes", "lifecycle");

    @TempDir
    private Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems() {
        return DefinitionFolder.read(folder).problems().stream().map(problem -> problem.line(Path.of(""))).toList();
    }

    @Test
    void a_file_is_a_definition_and_what_lies_beside_them_is_not() throws IOException {
        file("schemes/lifecycle.yaml", "title: Größe\n");
        file("README.md", "# Our rules\n");
        file(".github/workflows/rules.yaml", "on: push\n");
        file("schemes/.gitkeep", "");
        file("docs/page.md", "");

        DefinitionFolder read = DefinitionFolder.read(folder);

        assertThat(read.texts()).isEqualTo(Map.of(LIFECYCLE, "title: Größe\n"));
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void a_checkout_with_line_ends_of_windows_is_the_same_text() throws IOException {
        file("schemes/lifecycle.yaml", "\uFEFFtitle: x\r\nrules:\r\n");

        assertThat(DefinitionFolder.read(folder).texts()).isEqualTo(Map.of(LIFECYCLE, "title: x\nrules:\n"));
    }

    @Test
    void what_is_wrong_with_some_files_keeps_none_of_the_others_from_being_read() throws IOException {
        file("schemes/lifecycle.yaml", "title: x\n");
        file("schemes/latin.yaml", "title: x\nname: größer\n".getBytes(StandardCharsets.ISO_8859_1));
        file("schemes/large.yaml", "#".repeat(262_145));
        file("schemes/My_Scheme.yml", "title: x\n");
        file("schemes/notes.txt", "x");
        file("schemes/older/lifecycle.yaml", "title: x\n");
        file("scheme/lifecycle.yaml", "title: x\n");
        file("lifecycle.yaml", "title: x\n");

        assertThat(DefinitionFolder.read(folder).texts()).containsOnlyKeys(LIFECYCLE);
        assertThat(problems()).containsExactly(
                "lifecycle.yaml: error: A definition lies in the folder of its kind. (schemes, as in schemes/lifecycle.yaml)",
                "scheme/lifecycle.yaml: error: There is no kind 'scheme'. (schemes)",
                "schemes/My_Scheme.yml: error: The name of the file is no id with .yaml behind it; an id is lower-case letters, digits and"
                        + " hyphens, a letter first, at most 63. (schemes/my-scheme.yaml)",
                "schemes/large.yaml: error: It has 262,145 bytes; at most 262,144 are taken.",
                "schemes/latin.yaml:2:9: error: It is not in UTF-8.",
                "schemes/notes.txt: error: The name of the file is no id with .yaml behind it; an id is lower-case letters, digits and"
                        + " hyphens, a letter first, at most 63.",
                "schemes/older: error: It is no file. A definition lies directly in the folder of its kind.");
    }

    @Test
    void the_largest_text_may_have_line_ends_of_windows() throws IOException {
        file("schemes/lifecycle.yaml", "#".repeat(262_142) + "\r\n" + "x");

        assertThat(problems()).isEmpty();
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed() throws IOException {
        Path secret = file("secret", "password: x\n");
        Files.createDirectories(folder.resolve("schemes"));
        Files.createSymbolicLink(folder.resolve("schemes/lifecycle.yaml"), secret);

        assertThat(DefinitionFolder.read(folder).texts()).isEmpty();
        assertThat(problems()).containsExactly("schemes/lifecycle.yaml: error: It is a link, and links are not followed.");
    }

    @Test
    void a_folder_that_is_not_there_or_holds_nothing_is_told() {
        assertThatThrownBy(() -> DefinitionFolder.readSome(folder.resolve("rules"))).isInstanceOf(CommandException.class)
                .hasMessage("There is no folder " + folder.resolve("rules") + ".");
        assertThatThrownBy(() -> DefinitionFolder.readSome(folder)).isInstanceOf(CommandException.class)
                .hasMessageContaining("has no definition").hasMessageContaining("definitions export --into " + folder);
    }
}
