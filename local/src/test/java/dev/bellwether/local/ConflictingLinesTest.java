package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Lines whose ids are taken by other content: the door accepts them, and the report names them all the same.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictingLinesTest {

    private enum Form {
        SEGMENT("messageId", """
                {"type":"track","userId":"u1","messageId":"%s","event":"%s","timestamp":"2026-03-05T10:00:00Z"}"""),
        CLOUDEVENTS("id", """
                {"specversion":"1.0","source":"/crm","id":"%s","type":"%s","account":"k1","time":"2026-03-05T10:00:00Z"}"""),
        EVENTS("event_id", """
                {"account":"k1","source":"crm","event_id":"%s","named_event":{"name":"%s"},"occurred_at":"2026-03-05T10:00:00Z"}""");

        private final String id;
        private final String line;

        Form(String id, String line) {
            this.id = id;
            this.line = line;
        }

        String line(String eventId, String says) {
            return line.formatted(eventId, says);
        }
    }

    @TempDir
    private static Path folder;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(folder.resolve("data"), "-Dbellwether.identity.settle-after=PT0S");
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private JsonNode imported(String tenant, String way, String name, String... lines) throws IOException {
        Path file = Files.write(folder.resolve(tenant + name + ".jsonl"), List.of(lines));
        return platform.commandJson("import", "--tenant", tenant, file.toString(), way);
    }

    @Test
    void each_is_named_in_each_form_and_kept_as_it_was() throws Exception {
        for (Form form : Form.values()) {
            for (String way : List.of("--restart", "--live")) {
                String tenant = form.name().toLowerCase(java.util.Locale.ROOT) + way;
                JsonNode before = imported(tenant, way, "-first", form.line("e1", "A"), form.line("e2", "A"));
                assertThat(before.get("total").get("accepted").asInt()).isEqualTo(2);

                // e1 says something else than before, e2 the same; of e3 come two contents, of which the first is recorded; e4 is said twice.
                JsonNode report = imported(tenant, way, "-second", form.line("e2", "A"), form.line("e1", "B"), form.line("e3", "A"),
                        form.line("e4", "A"), form.line("e3", "B"), form.line("e4", "A"));

                JsonNode total = report.get("total");
                assertThat(List.of(total.get("accepted").asInt(), total.get("rejected").asInt())).as(tenant).containsExactly(4, 2);
                assertThat(total.get("facts").get("named_event").asInt()).isEqualTo(4);
                JsonNode conflict = total.get("reasons").get("DIFFERENT_CONTENT");
                assertThat(conflict.get("lines").asInt()).isEqualTo(2);
                assertThat(conflict.get("sentence").asText()).startsWith(tenant + "-second.jsonl, line 2, " + form.id + ": ")
                        .contains("other content");
                List<String> rejects = Files.readAllLines(Path.of(report.get("files").get(0).get("rejects").asText()));
                assertThat(rejects).hasSize(2);
                assertThat(new ObjectMapper().readTree(rejects.getFirst()).get("text").asText()).isEqualTo(form.line("e1", "B"));
                assertThat(new ObjectMapper().readTree(rejects.getLast()).get("line").asInt()).isEqualTo(5);

                assertThat(imported(tenant, way, "-third", form.line("e1", "A"), form.line("e5", "A")).get("total").get("rejected").asInt())
                        .as("a conflict that was quarantined before is not reported again").isZero();
            }
        }
    }

    @Test
    void what_a_backfill_holds_and_of_whom_is_listed() throws Exception {
        imported("held", "--restart", "", Form.EVENTS.line("e1", "A"), Form.EVENTS.line("e2", "A"), Form.EVENTS.line("e2", "A"));
        JsonNode backfill = platform.commandJson("backfills", "list", "--tenant", "held").get("backfills").get(0);
        assertThat(backfill.get("events").asInt()).isEqualTo(2);
        assertThat(backfill.get("sources")).extracting(JsonNode::asText).containsExactly("crm");
        assertThat(platform.command("backfills", "list", "--tenant", "held").output())
                .containsPattern("Backfill +State +Begun +Finished +Events +Sources")
                .contains("import-1").contains("crm");
    }
}
