package dev.bellwether.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.sending.ResumableBackfills;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.Backfill;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services are killed while an import is at each of its steps, and its files are as people have them.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportOutlivesRestartsTest {

    private static final int LINES = 12_000;

    @TempDir
    private static Path folder;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /// With times before the platform's noon.
    private static Path input(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ImportOutlivesRestartsTest.class.getResourceAsStream("/trouble/" + name), name)) {
            return Files.writeString(folder.resolve(name), new String(file.readAllBytes(), UTF_8).replace("2026-11-06", "2026-03-06"));
        }
    }

    private static JsonNode rejects(JsonNode report) throws IOException {
        return new ObjectMapper()
                .readTree("[" + String.join(",", Files.readAllLines(Path.of(report.get("files").get(0).get("rejects").asText()))) + "]");
    }

    /// Kills the service when the tenant's backfill is as expected.
    private Thread killing(Service service, String tenant, Predicate<Backfill> expected) {
        return Thread.ofPlatform().start(() -> {
            try (Connection connection = platform.connect()) {
                while (!isAny(connection, tenant, expected)) {
                    Thread.onSpinWait();
                }
            }
            platform.kill(service);
        });
    }

    private static boolean isAny(Connection connection, String tenant, Predicate<Backfill> expected) {
        try {
            return new ResumableBackfills(connection, tenant).list().stream().anyMatch(expected);
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    @Test
    void a_service_that_is_away_at_the_first_step_or_the_last_is_waited_for() throws Exception {
        Path file = folder.resolve("calls.jsonl");
        Files.writeString(file, IntStream.range(0, LINES).mapToObj(i -> """
                {"type":"track","event":"Export","userId":"u-%d","timestamp":"2026-03-05T10:00:00Z","n":%d}
                """.formatted(i % 20, i)).collect(Collectors.joining()));
        long before = RetryingCall.RESTART.call(platform::verify).events();

        platform.kill(Service.INGESTION);
        Thread begun = killing(Service.INGESTION, "steps", backfill -> !backfill.hasFinishTime());
        Thread finishing = killing(Service.INGESTION, "steps", Backfill::hasFinishTime);
        Thread settling = killing(Service.FEATURES, "steps", backfill -> backfill.getState() == Backfill.State.FINISHED);
        TestPlatform.Run run = platform.command("import", "--tenant", "steps", file.toString(), "--json");
        begun.join();
        finishing.join();
        settling.join();

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("ingestion-service", "Trying again");
        assertThat(new ObjectMapper().readTree(run.output()).get("total").get("accepted").asInt()).isEqualTo(LINES);
        assertThat(platform.commandJson("backfills", "list", "--tenant", "steps").get("backfills"))
                .extracting(backfill -> backfill.get("id").asText() + " " + backfill.get("state").asText())
                .containsExactly("import-1 FINISHED");
        assertThat(RetryingCall.RESTART.call(platform::verify).events()).as("when the services are back that were killed last")
                .isEqualTo(before + LINES);
    }

    @Test
    void so_it_is_by_an_import_of_an_export() throws Exception {
        Path export = Files.createDirectory(folder.resolve("export"));
        Files.writeString(export.resolve("mapping.yaml"), """
                name: mapped
                files:
                  - name: usage
                    file: usage.csv
                    account: row.account
                    id: row.id
                    events: [{fact: feature_used, at: row.day, set: {feature: row.feature, count: row.times}}]
                """);
        Files.writeString(export.resolve("usage.csv"), "id,account,day,feature,times\n"
                + IntStream.range(0, 8).mapToObj(i -> "u" + i + ",m" + i + ",2026-03-01,report,1\n").collect(Collectors.joining()));
        String[] command = {"import", "--mapping", export.resolve("mapping.yaml").toString(), export.toString()};

        platform.kill(Service.SEGMENTATION);
        Thread finishing = killing(Service.INGESTION, "mapped", Backfill::hasFinishTime);
        assertThat(platform.commandJson(command).get("total").get("accepted").asInt()).isEqualTo(8);
        finishing.join();
        assertThat(platform.commandJson(command).get("total").get("duplicate").asInt()).isEqualTo(8);
    }

    @Test
    void a_bad_line_is_refused_alone_and_kept_as_it_is() throws Exception {
        Path file = input("23-calls.jsonl");
        JsonNode report = platform.commandJson("import", "--tenant", "lines", file.toString());
        JsonNode total = report.get("total");
        assertThat(List.of(total.get("accepted").asInt(), total.get("blank").asInt(),
                total.get("rejected").asInt() + total.get("unreadable").asInt()))
                .containsExactly(4, 2, 1);
        assertThat(rejects(report)).hasSize(1).allSatisfy(reject -> {
            assertThat(reject.get("line").asInt()).isEqualTo(5);
            assertThat(reject.get("text").asText()).isEqualTo(lines(file).get(4));
            assertThat(reject.get("message").asText()).isEqualTo("is nested more than 64 deep");
        });
        assertThat(platform.commandJson("backfills", "list", "--tenant", "lines").get("backfills")).hasSize(1)
                .allSatisfy(backfill -> assertThat(backfill.get("state").asText()).isEqualTo("FINISHED"));
    }

    private static List<String> lines(Path file) {
        try {
            return List.of(Files.readString(file).split("\n"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void a_number_that_no_double_holds_is_refused_and_what_was_sent_is_kept_to_the_byte() throws Exception {
        Path file = input("22-calls.jsonl");
        JsonNode report = platform.commandJson("import", "--tenant", "numbers", file.toString());
        assertThat(report.get("total").get("accepted").asInt()).isEqualTo(5);
        assertThat(rejects(report))
                .extracting(reject -> reject.get("line").asInt() + " " + reject.get("reason").asText() + " " + reject.get("text").asText())
                .containsExactly("2 OUT_OF_RANGE " + lines(file).get(1), "3 OUT_OF_RANGE " + lines(file).get(2),
                        "7 UNREADABLE " + lines(file).get(6));
        JsonNode kept = platform.commandJson("quarantine", "--tenant", "numbers").get("events");
        assertThat(kept).extracting(event -> event.get("sent").asText()).containsExactlyInAnyOrder(lines(file).get(1), lines(file).get(2));
        JsonNode still = platform.json(1, "quarantine", "resubmit", "--tenant", "numbers", "--all").get("still_rejected");
        assertThat(still).extracting(one -> one.get("reason").asText() + " " + one.get("events").asInt()).containsExactly("OUT_OF_RANGE 2");
    }

    @Test
    void lines_of_another_tenant_and_a_key_of_one_are_refused() throws Exception {
        for (String[] kind : new String[][] {
            {"segment.jsonl", "{\"type\":\"track\",\"event\":\"a\",\"userId\":\"u\",\"timestamp\":\"2026-03-06T10:00:00Z\"%s}"},
            {"cloud.jsonl",
                "{\"specversion\":\"1.0\",\"source\":\"/s\",\"type\":\"a\",\"account\":\"c1\",\"time\":\"2026-03-06T10:00:00Z\"%s}"},
            {"events.jsonl", "{\"account\":\"c1\",\"occurred_at\":\"2026-03-06T10:00:00Z\",\"sign_in\":{}%s}"}}) {
            Path file = folder.resolve(kind[0]);
            Files.writeString(file, kind[1].formatted("") + "\n" + kind[1].formatted(",\"tenant\":\"other\"") + "\n");
            for (String[] way : new String[][] {{"--dry-run"}, {"--live"}, {"--restart"}}) {
                JsonNode report = platform.commandJson("import", "--tenant", "mine", file.toString(), way[0]);
                assertThat(report.get("total").get("accepted").asInt()).as(kind[0] + way[0]).isEqualTo(1);
                assertThat(report.get("total").get("reasons").get("OTHER_TENANT").get("lines").asInt()).isEqualTo(1);
            }
        }
        String key = platform.commandJson("sources", "create", "web", "--tenant", "other").findValue("secret").asText();
        TestPlatform.Run run = platform.command("import", "--tenant", "mine", folder.resolve("segment.jsonl").toString(), "--key", key);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("not of the tenant mine");
    }

    @Test
    void an_empty_file_is_a_success_and_opens_no_backfill() throws Exception {
        Path file = Files.writeString(folder.resolve("empty.jsonl"), "\n\n");
        assertThat(platform.commandJson("import", "--tenant", "blank", file.toString()).get("total").get("blank").asInt()).isEqualTo(2);
        assertThat(platform.commandJson("backfills", "list", "--tenant", "blank").get("backfills")).isEmpty();
    }

    @Test
    void an_abandoned_backfill_leaves_its_accounts_evaluated_from_now_on() throws Exception {
        try (Connection connection = platform.connect()) {
            String backfill = new ResumableBackfills(connection, "left").begin("half").id();
            connection.ingestion()
                    .recordEvents(RecordEventsRequest.newBuilder().setBackfill(backfill).addEvents(Event.newBuilder().setTenant("left")
                            .setAccount("a1").setEventId("e1").setOccurredAt(Dates.timestamp(Instant.parse("2026-02-20T10:00:00Z")))
                            .setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports"))).build());
        }
        assertThat(platform.command("backfills", "list", "--tenant", "left").output()).contains("half-1", "OPEN",
                "backfills finish half-1 --tenant left");
        assertThat(platform.commandJson("backfills", "abandon", "half-1", "--tenant", "left").get("state").asText()).isEqualTo("ABANDONED");
        platform.awaitSettled();
        assertThat(platform.command("segments", "--tenant", "left").output()).contains("1");
        assertThat(platform.command("account", "a1", "--tenant", "left").exitCode()).isZero();
        assertThat(RetryingCall.RESTART.call(platform::verify).differences()).isEmpty();
    }
}
