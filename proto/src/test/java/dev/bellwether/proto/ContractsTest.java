package dev.bellwether.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients built against a released contract keep working. What may change, and how a release keeps its contracts, is in
/// docs/contracts.md.
class ContractsTest {

    /// Today's contracts, as though they had just been released.
    private static Path justReleased;

    @TempDir
    Path folder;

    @BeforeAll
    static void releaseWhenTold(@TempDir Path images) {
        String version = System.getProperty("bellwether.baseline", "");
        if (!version.isEmpty()) {
            Contracts.release(version);
        }
        justReleased = Contracts.TODAY.buildTo(images.resolve("today.binpb"));
    }

    static List<Path> released() {
        return Contracts.released();
    }

    @Test
    void the_contracts_keep_to_the_rules() {
        assertThat(Contracts.TODAY.lint()).isEqualTo(new Buf.Outcome(0, ""));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("released")
    void clients_of_a_releases_contracts_keep_working(Path release) {
        assertThat(Contracts.TODAY.breaking(release)).isEqualTo(new Buf.Outcome(0, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // Stored bytes could not be read.
        "segmentation/v1/segments.proto | string to_segment = 2; | string to_segment = 9; | Previously present field \"2\" with name \"to_segment\" on message \"SegmentChanged\" was deleted.",
        "ingestion/v1/event.proto | string event_id = | bytes event_id = | Field \"4\" with name \"event_id\" on message \"Event\" changed type from \"string\" to \"bytes\".",
        // JSON could not be read.
        "playbooks/v1/playbooks.proto | WIN_BACK = 3; | WINBACK = 3; | Enum value \"3\" on enum \"ActionKind\" changed name from \"WIN_BACK\" to \"WINBACK\".",
        // A call could not be made.
        "segmentation/v1/segmentation_service.proto | rpc GetScheme( | rpc GetOneScheme( | Previously present RPC \"GetScheme\" on service \"Segmentation\" was deleted.",
        // A client could not be compiled.
        "features/v1/features.proto | option java_package = \"dev.bellwether.features.v1\"; | option java_package = \"dev.bellwether.features\"; | File option \"java_package\" changed from \"dev.bellwether.features.v1\" to \"dev.bellwether.features\".",
    })
    void what_would_break_them_is_found(String file, String text, String other, String complaint) {
        Buf.Outcome outcome = Contracts.copiedTo(folder).changed(file, text, other).breaking(justReleased);
        assertThat(outcome.output()).contains(complaint);
        assertThat(outcome.exit()).isEqualTo(100);
    }

    @Test
    void additions_are_compatible() {
        Contracts more = Contracts.copiedTo(folder)
                .changed("playbooks/v1/playbooks.proto", "int32 cooldown_days = 25;", "int32 cooldown_days = 25;\n  string colour = 126;")
                .changed("playbooks/v1/playbooks.proto", "FEEDBACK = 8;", "FEEDBACK = 8;\n  SINGING = 109;")
                .changed("segmentation/v1/segmentation_service.proto",
                        "  // Every revision, newest first, also those that take force on a later day.",
                        "  // Once more.\n  rpc GetSchemeAgain(GetSchemeRequest) returns (Scheme);\n  // Every revision, newest first, also those that take force on a later day.");
        assertThat(more.breaking(justReleased)).isEqualTo(new Buf.Outcome(0, ""));
        assertThat(more.lint().exit()).as("of the request's name, which is not its method's").isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "segmentation/v1/segments.proto | string to_segment = 2; | string toSegment = 2; | Field name \"toSegment\" should be lower_snake_case",
        "segmentation/v1/segmentation_service.proto | // Every revision, newest first, also those that take force on a later day. | `` | RPC \"ListSchemes\" should have a non-empty comment",
    })
    void what_does_not_keep_to_the_rules_is_found(String file, String text, String other, String complaint) {
        Buf.Outcome outcome = Contracts.copiedTo(folder).changed(file, text, other).lint();
        assertThat(outcome.output()).contains(complaint);
        assertThat(outcome.exit()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"google/type/date.proto", "google/type/money.proto", "buf/validate/validate.proto"})
    void the_imports_are_those_that_the_stubs_are_made_with(String file) throws IOException {
        try (var made = getClass().getClassLoader().getResourceAsStream(file)) {
            assertThat(made).as(file + " on the class path").isNotNull();
            assertThat(Path.of("imports").resolve(file)).hasBinaryContent(made.readAllBytes());
        }
    }
}
