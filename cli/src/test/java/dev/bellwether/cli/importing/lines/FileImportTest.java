package dev.bellwether.cli.importing.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.cli.terminal.CommandException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {

    private static final int LINES = 20_000;

    @TempDir
    private Path folder;

    private final Queue<String> taken = new ConcurrentLinkedQueue<>();

    private Path file() throws IOException {
        Path file = folder.resolve("calls.jsonl");
        Files.writeString(file, IntStream.rangeClosed(1, LINES).mapToObj(i -> i % 1_000 == 0 ? "broken" : i % 1_000 == 1 ? ""
                : "{\"type\": \"track\", \"event\": \"Export\", \"userId\": \"u" + i + "\", \"messageId\": \"m" + i + "\"}")
                .collect(Collectors.joining("\n")));
        return file;
    }

    private LineDoor.Answer take(List<Line> batch) {
        batch.forEach(line -> taken.add(id(line)));
        return new LineDoor.Answer(List.of(new LineDoor.Rejected(0, "userId", "MALFORMED", "is wrong")),
                Map.of("named_event", batch.size() - 1L));
    }

    private static String id(Line line) {
        try {
            return LineObject.of(line.json()).orElseThrow().text("messageId");
        } catch (UnfitLine impossible) {
            throw new AssertionError(impossible);
        }
    }

    private FileImport importing(Path file, LineDoor door) {
        ImportState state = ImportState.of(folder, file, LineFormat.SEGMENT, "acme");
        return new FileImport(file, new LineReader(LineFormat.SEGMENT, "calls.jsonl", "acme"), door, Optional.of(state), _ -> {});
    }

    @Test
    void every_line_is_accounted_for() throws IOException {
        LineCounts counts = importing(file(), this::take).run();
        assertThat(counts.line()).isEqualTo(LINES);
        assertThat(counts.unreadable()).isEqualTo(20);
        assertThat(counts.blank()).isEqualTo(20);
        assertThat(counts.accepted() + counts.rejected() + counts.unreadable() + counts.blank()).isEqualTo(LINES);
        assertThat(counts.facts()).containsEntry("named_event", counts.accepted());
        assertThat(counts.names()).containsEntry("Export", counts.accepted());
        assertThat(counts.reasons().get("UNREADABLE").sentence()).startsWith("calls.jsonl, line 1000: it is not JSON");
        assertThat(taken).doesNotHaveDuplicates().hasSize(LINES - 40);
        assertThat(Files.readAllLines(ImportState.of(folder, folder.resolve("calls.jsonl"), LineFormat.SEGMENT, "acme").rejects()))
                .hasSize((int) (counts.rejected() + counts.unreadable()));
    }

    @Test
    void one_that_was_interrupted_goes_on_after_the_last_line_up_to_which_all_is_acknowledged() throws IOException {
        Path file = file();
        LineCounts undisturbed = importing(file, this::take).run();
        List<String> rejects = Files.readAllLines(ImportState.of(folder, file, LineFormat.SEGMENT, "acme").rejects());
        ImportState.of(folder, file, LineFormat.SEGMENT, "acme").finished();
        taken.clear();

        // What is behind the middle is answered before it: none of it may be passed over.
        assertThatThrownBy(() -> importing(file, batch -> {
            if (batch.getFirst().number() > LINES / 2 && batch.getFirst().number() < LINES / 2 + 5_000) {
                throw new CommandException("away");
            }
            return take(batch);
        }).run()).hasMessage("away");
        LineCounts resumed = importing(file, this::take).run();

        assertThat(resumed).isEqualTo(undisturbed);
        assertThat(taken.stream().distinct()).hasSize(LINES - 40);
        assertThat(Files.readAllLines(ImportState.of(folder, file, LineFormat.SEGMENT, "acme").rejects())).isEqualTo(rejects);
    }

    @Test
    void a_bad_line_is_rejected_alone_and_kept_as_it_stands_in_the_file() throws IOException {
        Path file = folder.resolve("calls.jsonl");
        String[] lines = {call("1", ""), call("2", ",\"tenant\":\"globex\""), call("3", ",\"n\":" + "[".repeat(600) + "]".repeat(600)),
            call("4", ",\"n\":NaN"), call("5", ",\"n\":1e400,\"d\":123456789012345678901234567890"), " ",
            call("6", ",\"tenant\":\"acme\"")};
        Files.writeString(file, String.join("\r\n", lines) + "\r\n");
        Files.write(file, new byte[] {'{', '"', (byte) 0xFC, '"', ':', '1', '}', '\n'}, java.nio.file.StandardOpenOption.APPEND);

        // A door that does not take a batch with 1e400 in it, for one line of it.
        LineCounts counts = importing(file, new DividingDoor(batch -> {
            if (batch.stream().anyMatch(line -> new String(line.json(), UTF_8).contains("1e400"))) {
                throw new LineDoor.BatchRefused("OUT_OF_RANGE", "is not taken");
            }
            batch.forEach(line -> taken.add(id(line)));
            return new LineDoor.Answer(List.of(), Map.of("named_event", (long) batch.size()));
        })).run();

        assertThat(taken).containsExactlyInAnyOrder("m1", "m6");
        assertThat(List.of(counts.accepted(), counts.rejected(), counts.unreadable(), counts.blank())).containsExactly(2L, 3L, 2L, 1L);
        assertThat(counts.facts()).containsEntry("named_event", 2L);
        assertThat(counts.reasons().get("OTHER_TENANT").sentence())
                .startsWith("calls.jsonl, line 2, tenant: is globex, and this is an import for acme");
        assertThat(counts.reasons().get("OUT_OF_RANGE"))
                .isEqualTo(new LineCounts.First(2, "calls.jsonl, line 3, event: is nested more than 64 deep"));
        List<JsonNode> rejects = Files.readAllLines(ImportState.of(folder, file, LineFormat.SEGMENT, "acme").rejects()).stream()
                .map(FileImportTest::json).toList();
        assertThat(rejects).extracting(reject -> reject.get("line").asInt()).containsExactly(2, 3, 4, 5, 8);
        assertThat(rejects.subList(0, 4))
                .allSatisfy(reject -> assertThat(reject.get("text").asText()).isEqualTo(lines[reject.get("line").asInt() - 1] + "\r"));
        assertThat(rejects.getLast().get("base64").asText()).isEqualTo("eyL8IjoxfQ==");
    }

    private static String call(String id, String more) {
        return "{\"type\":\"track\",\"event\":\"Export\",\"userId\":\"u\",\"messageId\":\"m" + id + "\"" + more + "}";
    }

    private static JsonNode json(String text) {
        try {
            return LineReader.JSON.readTree(text);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void a_file_that_is_packed_has_the_same_lines() throws IOException {
        // Whatever it is called.
        Path packed = folder.resolve("packed.jsonl");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file(), output);
        }
        assertThat(importing(packed, this::take).run().line()).isEqualTo(LINES);
    }
}
