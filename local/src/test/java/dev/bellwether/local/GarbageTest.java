package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.bellwether.ingestion.v1.QuarantinedEvent;
import dev.bellwether.local.training.StandInServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/// Whatever is given to a command, it answers in words of its own: no names of classes, no parser's messages.
class GarbageTest {

    private static final String INTERNAL =
            "\\b(java|javax|com|dev|io)(\\.\\w+){2,}|\\w+Exception|JsonReadFeature|REDACTED|LocalDate|Expected BEGIN|could not be parsed"
                    + "|For input string|Illegal character|\\bnull\\b(?!, objects)|expecting \\{|Input length|<EOF>";

    @TempDir
    private Path data;

    private static Stream<List<String>> optionsThatAreNoTexts() {
        List<List<String>> all = new ArrayList<>();
        collect(Bellwether.line(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> all) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Class<?> type =
                    option.auxiliaryTypes().length > 0 ? option.auxiliaryTypes()[option.auxiliaryTypes().length - 1] : option.type();
            if (option.arity().max() > 0 && type != String.class && type != Path.class) {
                List<String> words = new ArrayList<>(path);
                words.add(option.longestName() + "=soon");
                all.add(words);
            }
        }
        command.getSubcommands().forEach((name, sub) -> collect(sub, Stream.concat(path.stream(), Stream.of(name)).toList(), all));
    }

    @ParameterizedTest
    @MethodSource("optionsThatAreNoTexts")
    void a_value_of_another_kind_is_answered_with_what_one_looks_like(List<String> command) {
        Printed refused = Printed.of(command.toArray(String[]::new));

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.text()).contains("'soon' is not a ").contains(", as in ").doesNotContainPattern(INTERNAL);
    }

    /// A text, half a JSON document, a YAML that is none, bytes that are no text, a document of another form, and nothing.
    private static Stream<byte[]> files() {
        return Stream.concat(
                Stream.of("nonsense", "{\"type\": \"track\",", "{type: track}", "[1, 2]", "a: b: c", "a: \u0007", "",
                        "{\"feature_used\": {\"count\": \"x\"}}",
                        "{\"occurred_at\": \"soon\"}", "{\"a\": 1e400}", "events: [{event: a, fact: sign_in, when: '1 +'}]",
                        "name: x\nfiles: [{name: a, file: b.csv}]", "[".repeat(3_000),
                        "\u0000").map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, (byte) 0xd8}));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_of_anything_is_answered_in_words_of_our_own(byte[] content) throws IOException {
        Path file = Files.write(data.resolve("garbage.jsonl"), content);
        Path folder = Files.createDirectories(data.resolve("export"));
        try (StandInServices services = new StandInServices(GarbageTest::answer)) {
            for (List<String> command : List.of(
                    List.of("plan", "test", file.toString()),
                    List.of("plan", "publish", file.toString()),
                    List.of("quarantine", "resubmit", "one", "--fix", file.toString()),
                    List.of("import", folder.toString(), "--mapping", file.toString(), "--dry-run"))) {
                Printed printed = Printed.by(services, data, command.toArray(String[]::new));
                assertThat(printed.text()).as("%s", command).isNotBlank().doesNotContainPattern(INTERNAL);
            }
        }
    }

    @Test
    void a_file_that_cannot_be_read_says_why() throws IOException {
        try (StandInServices services = new StandInServices(GarbageTest::answer)) {
            assertThat(Printed.by(services, data, "quarantine", "resubmit", "one", "--fix", data.resolve("none.json").toString()).text())
                    .contains("none.json cannot be read: there is no such file");
            assertThat(Printed.by(services, data, "quarantine", "resubmit", "one", "--fix", data.toString()).text())
                    .contains("cannot be read: ").containsIgnoringCase("is a directory");
        }
    }

    @Test
    void a_fix_reports_errors_by_field_line_and_column() throws IOException {
        Path fix = Files.writeString(data.resolve("fix.json"), "{\n  \"tenant\": \"acme\",\n  \"occurred_at\": \"yesterday\"\n}");
        try (StandInServices services = new StandInServices(GarbageTest::answer)) {
            assertThat(Printed.by(services, data, "quarantine", "resubmit", "one", "--fix", fix.toString()).text())
                    .contains("occurred_at must be a time as in \"2026-12-01T09:00:00Z\", in line 3, column 3");
            assertThat(Printed
                    .by(services, data, "plan", "test", Files.writeString(data.resolve("call.json"), "{\"type\": 'track'}").toString())
                    .text())
                    .contains("call.json is not JSON at line 1, column ").contains("names and texts stand in double quotes");
        }
    }

    private static Message answer(Message empty) {
        return empty instanceof QuarantinedEvent
                ? QuarantinedEvent.newBuilder().setName("tenants/acme/quarantinedEvents/one").setDoor("grpc").setRaw(ByteString.EMPTY)
                        .build()
                : empty;
    }
}
