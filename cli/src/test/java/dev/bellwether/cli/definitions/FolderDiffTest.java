package dev.bellwether.cli.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.definitions.v1.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderDiffTest {

    private static DiffDefinitions.Result diff(Map<String, String> inForce, Map<String, String> files, FileProblem... problems) {
        SortedMap<DefinitionId, Revision> revisions = new TreeMap<>();
        inForce.forEach((id, text) -> revisions.put(new DefinitionId("schemes", id),
                Revision.newBuilder().setRevision(7).setText(text).build()));
        SortedMap<DefinitionId, String> texts = new TreeMap<>();
        files.forEach((id, text) -> texts.put(new DefinitionId("schemes", id), text));
        return DiffDefinitions.Result.of("acme", new DefinitionFolder(Path.of("."), texts, List.of(problems)), revisions);
    }

    @Test
    void what_is_new_changed_or_gone_differs_and_what_is_the_same_does_not() {
        DiffDefinitions.Result result = diff(Map.of("changed", "a\nb\n", "gone", "a\n", "same", "a\n"),
                Map.of("changed", "a\nc\n", "new", "a\n", "same", "a\n"));

        assertThat(result.files()).extracting(DiffDefinitions.FileDiff::diff).containsExactly(
                "--- a/schemes/changed.yaml\n+++ b/schemes/changed.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n",
                "--- a/schemes/gone.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n",
                "--- /dev/null\n+++ b/schemes/new.yaml\n@@ -0,0 +1,1 @@\n+a\n");
        assertThat(result.files()).extracting(DiffDefinitions.FileDiff::revision).containsExactly(7, 7, 0);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void nothing_differs() {
        assertThat(diff(Map.of("same", "a\n"), Map.of("same", "a\n")).exitCode()).isZero();
    }

    @Test
    void a_file_that_cannot_be_read_is_not_taken_for_one_that_is_gone() {
        DiffDefinitions.Result result =
                diff(Map.of("latin", "a\n"), Map.of(), FileProblem.error("schemes/latin.yaml", "It is not in UTF-8."));

        assertThat(result.files()).isEmpty();
        assertThat(result.exitCode()).as("trouble, as diff has it").isEqualTo(2);
    }
}
