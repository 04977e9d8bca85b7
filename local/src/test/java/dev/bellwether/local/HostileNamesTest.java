package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.chassis.text.Printable;
import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.terminal.Screen;
import dev.bellwether.local.training.StandInServices;
import dev.bellwether.local.training.Training;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that prints what customers have sent, against services in whose answers every text is one that would act on a terminal.
class HostileNamesTest {

    /// Colours, a line of its own, the clipboard (OSC 52), a link (OSC 8), a cleared screen (C1), right to left, without width.
    private static final String HOSTILE =
            "Acme\u001b[31m\r\nFORGED line\u001b]52;c;ZXZpbA==\u0007\u001b]8;;http://evil.example\u001b\\\u009b2J\u202Egpj.exe\u200B\u2028end";
    private static final int DEEPEST = 6;

    @TempDir
    private Path data;

    private final PrintStream out = System.out;
    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInServices services;

    @BeforeEach
    void start() throws Exception {
        services = new StandInServices(empty -> filled(empty, 0));
        AdminKey.findOrMake(data);
        AddressFile.write(data, Training.everyService(services.address()), Map.of());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Screen.install();
    }

    @AfterEach
    void stop() {
        System.setOut(out);
        System.setErr(errors);
        services.close();
    }

    static Stream<String> commands() {
        return Stream.of("segments", "account one", "recommendations", "status", "quarantine", "quarantine list", "quarantine show one",
                "quarantine resubmit one", "quarantine resubmit --reason TOO_OLD", "quarantine delete one", "sources list",
                "sources create web", "sources keys web",
                "sources rotate web", "sources revoke web key", "plan show", "plan test ../pom.xml", "tenant accounts demo",
                "tenant accounts demo --all",
                "export one", "erase one --yes --wait 0", "tenant leave demo", "definitions history schemes/lifecycle",
                "definitions revert schemes/lifecycle 1 --dry-run", "definitions export --into target/never-written",
                "definitions check ../segmentation-service/src/main/resources");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothing_that_was_sent_acts_on_who_reads_it(String command) {
        String text = run(command);

        assertThat(text).isNotBlank().doesNotContain("unforeseen");
        assertThat(text.codePoints().filter(point -> point != '\n' && Printable.acts(point)).mapToObj(Integer::toHexString)).isEmpty();
        // A plan is a text of several lines, which its own people have written.
        assertThat(command.equals("plan show") || text.lines().noneMatch(line -> line.startsWith("FORGED"))).isTrue();
    }

    static Stream<String> commandsWithJson() {
        return Stream.of("segments", "recommendations", "status", "quarantine list", "quarantine show one", "sources list",
                "sources keys web", "plan show", "definitions history schemes/lifecycle");
    }

    @ParameterizedTest
    @MethodSource("commandsWithJson")
    void json_has_it_whole_and_does_not_act_either(String command) throws Exception {
        String text = run(command + " --json");

        assertThat(text.codePoints().filter(point -> point != '\n' && Printable.acts(point)).mapToObj(Integer::toHexString)).isEmpty();
        assertThat(texts(new ObjectMapper().readTree(text))).contains(HOSTILE);
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual() ? Stream.of(node.asText()) : node.valueStream().flatMap(HostileNamesTest::texts);
    }

    private String run(String command) {
        Bellwether.run((command + " --data-dir " + data).split(" "));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Message filled(Message empty, int depth) {
        Message.Builder builder = empty.toBuilder();
        for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
            if (field.isMapField() || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth == DEEPEST) {
                continue;
            }
            Object value = value(builder, field, depth);
            if (field.isRepeated()) {
                builder.addRepeatedField(field, value);
                builder.addRepeatedField(field, value);
            } else {
                builder.setField(field, value);
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case STRING -> switch (field.getName()) {
                case "name" -> "tenants/demo/accounts/one";
                // The one page is the last.
                case "next_page_token" -> "";
                case "table" -> "event";
                case "json" -> "{\"name\": \"Acme\\u001b[31m\u009b2J\u202E\"}";
                default -> HOSTILE;
            };
            case MESSAGE -> filled(builder.newBuilderForField(field).build(), depth + 1);
            case ENUM -> enumerated(field.getEnumType());
            case BOOLEAN -> false;
            case INT -> 1;
            case LONG -> 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1.0;
            case BYTE_STRING -> ByteString.copyFromUtf8("not whole: " + HOSTILE);
        };
    }

    private static Object enumerated(EnumDescriptor type) {
        return type.getValues().get(Math.min(1, type.getValues().size() - 1));
    }
}
