package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.definitions.v1.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFolderTest {

    private static final String FILE = "schemes/lifecycle.yaml";

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("rules");
    }

    private WrittenFolder write(String text, boolean force) {
        SortedMap<DefinitionId, Revision> inForce = new TreeMap<>(
                Map.of(new DefinitionId("schemes", "lifecycle"), Revision.newBuilder().setRevision(3).setText(text).build()));
        return WrittenFolder.write("acme", folder(), inForce, force);
    }

    @Test
    void it_is_written_once_and_then_nothing_is_left_to_write() throws IOException {
        assertThat(write("title: x\n", false).written()).containsExactly(FILE);
        assertThat(Files.readString(folder().resolve(FILE))).isEqualTo("title: x\n");
        try (Stream<Path> files = Files.list(folder().resolve("schemes"))) {
            assertThat(files).hasSize(1);
        }

        WrittenFolder again = write("title: x\n", false);

        assertThat(again.written()).isEmpty();
        assertThat(again.unchanged()).containsExactly(FILE);
    }

    @Test
    void a_changed_file_is_replaced_by_force_alone() throws IOException {
        write("title: x\n", false);
        Files.writeString(folder().resolve(FILE), "title: mine\n");

        WrittenFolder kept = write("title: x\n", false);

        assertThat(kept.kept()).containsExactly(FILE);
        assertThat(kept.written()).isEmpty();
        assertThat(Files.readString(folder().resolve(FILE))).isEqualTo("title: mine\n");

        assertThat(write("title: x\n", true).written()).containsExactly(FILE);
        assertThat(Files.readString(folder().resolve(FILE))).isEqualTo("title: x\n");
    }

    @Test
    void a_file_that_no_definition_has_is_named_and_stays() throws IOException {
        write("title: x\n", false);
        Files.writeString(folder().resolve("schemes/old.yaml"), "title: old\n");

        assertThat(write("title: x\n", true).undefined()).containsExactly("schemes/old.yaml");
        assertThat(folder().resolve("schemes/old.yaml")).exists();
    }

    @Test
    void nothing_is_written_through_a_link() throws IOException {
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "mine\n");
        Files.createDirectories(folder().resolve("schemes"));
        Files.createSymbolicLink(folder().resolve(FILE), elsewhere);

        assertThat(write("title: x\n", true).kept()).containsExactly(FILE);
        assertThat(elsewhere).hasContent("mine\n");
    }
}
