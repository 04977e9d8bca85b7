package dev.bellwether.cli.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("calls.jsonl"), bytes);
    }

    @Test
    void other_unicodes_are_refused_before_anything_is_read_with_a_mark_or_without() throws IOException {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "x-UTF-16LE-BOM"}) {
            Path file = file("{\"type\":\"track\"}\n".getBytes(Charset.forName(charset)));
            assertThatThrownBy(() -> new LineFile(file)).as(charset).isInstanceOf(CommandException.class)
                    .hasMessageContaining("calls.jsonl is in UTF-16");
        }
    }

    @Test
    void the_mark_of_utf_8_is_no_part_of_the_first_line() throws IOException {
        try (LineFile file = new LineFile(file("\uFEFF{}\n\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(file.next().map(RawLine::text)).contains("{}");
            assertThat(file.next().map(RawLine::text)).contains("");
            assertThat(file.next()).isEmpty();
        }
    }

    @Test
    void a_packed_file_that_is_cut_off_says_so() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
            output.write("{}\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        }
        try (LineFile file = new LineFile(file(Arrays.copyOf(packed.toByteArray(), packed.size() - 8)))) {
            assertThatThrownBy(() -> {
                for (Optional<RawLine> line = file.next(); line.isPresent(); line = file.next()) {
                    assertThat(line.get().text()).isEqualTo("{}");
                }
            }).isInstanceOf(CommandException.class).hasMessageContaining("cut off");
        }
    }

    @Test
    void a_line_that_is_too_long_is_kept_whole_and_the_next_is_read() throws IOException {
        String text = "x".repeat(100_000);
        try (LineFile file = new LineFile(file((text + "\nnext").getBytes(StandardCharsets.UTF_8)))) {
            assertThat(file.next()).hasValueSatisfying(line -> {
                assertThat(line.tooLong()).isTrue();
                assertThat(line.text()).isEqualTo(text);
            });
            assertThat(file.next().map(RawLine::text)).contains("next");
        }
    }
}
