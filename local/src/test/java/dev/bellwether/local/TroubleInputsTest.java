package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Inputs that stand for reports of users, through the door or the import to the features. What is right was worked out by hand. The
/// `README.md` beside them lists all of them, with their tests.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleInputsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String END_OF_OCTOBER = "2026-10-31";

    @TempDir
    private static Path folder;

    private TestPlatform platform;
    private Connection connection;

    @BeforeAll
    void start() {
        // So that a user without a company is an account at once.
        platform = TestPlatform.at(NOW, folder.resolve("data"), "-Dbellwether.identity.settle-after=PT0S");
        connection = platform.connect();
    }

    @AfterAll
    void stop() {
        connection.close();
        platform.close();
    }

    private static Path input(String name) {
        try {
            return Path.of(TroubleInputsTest.class.getResource("/trouble/" + name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Sends them to Segment's door, all for one tenant.
    private void post(String tenant, String... inputs) throws Exception {
        String key = platform.commandJson("sources", "create", "web", "--tenant", tenant).get("secret").asText();
        for (String name : inputs) {
            assertThat(platform.post(key, "/v1/batch", Files.readString(input(name)))).isEqualTo(200);
        }
        platform.awaitSettled();
    }

    private JsonNode importMapped(String name, String... options) throws IOException {
        JsonNode report = platform.commandJson(Stream.concat(Stream.of("import", "--mapping", input(name + "-mapping.yaml").toString(),
                input(name + "-export").toString()), Stream.of(options)).toArray(String[]::new));
        platform.awaitSettled();
        return report;
    }

    private Features features(String tenant, String account, String day) {
        return connection.features().getFeatures(GetFeaturesRequest.newBuilder().setName("tenants/" + tenant + "/accounts/" + account)
                .setAsOf(Dates.date(LocalDate.parse(day))).build()).getFeatures();
    }

    private static void assertPays(Features features, double mrr, int cancelled) {
        assertThat(features.getMrr()).isEqualTo(mrr);
        assertThat(features.getCancelled()).isEqualTo(cancelled);
    }

    @Test
    void activity_of_calls_with_empty_arrays_for_objects_counts() throws Exception {
        post("c01", "01-items.json", "01-header.json");
        assertThat(features("c01", "c01-globex", "2026-11-02").getActivity28()).isEqualTo(3);
    }

    @Test
    void a_company_s_size_is_known_however_it_was_written_and_stays_when_nothing_is_said() throws Exception {
        post("c15", "15-batch.json");
        for (String account : List.of("c15-a", "c15-b")) {
            assertThat(features("c15", account, "2026-11-02").getEmployees()).isEqualTo(250);
        }
        assertThat(features("c15", "c15-c", "2026-11-02").hasEmployees()).as("51-200").isFalse();
        assertThat(features("c15", "c15-d", "2026-11-02").getEmployees()).as("null after 120").isEqualTo(120);
        assertThat(features("c15", "c15-e", "2026-11-02").hasEmployees()).as("-5").isFalse();
        assertThat(features("c15", "c15-g", "2026-11-02").getEmployees()).isEqualTo(1_000);
    }

    @Test
    void a_score_that_was_left_out_is_no_answer_by_a_tracking_plan() throws Exception {
        platform.commandJson("plan", "publish", input("38-plan.yaml").toString(), "--tenant", "c38");
        post("c38", "38-batch.json");
        assertThat(features("c38", "c38-zero", END_OF_OCTOBER).hasNps()).isTrue();
        assertThat(features("c38", "c38-zero", END_OF_OCTOBER).getNps()).isZero();
        assertThat(features("c38", "c38-nine", END_OF_OCTOBER).getNps()).isEqualTo(9);
        for (String account : List.of("c38-null", "c38-empty", "c38-absent", "c38-half", "c38-eleven", "c38-scale")) {
            Features features = features("c38", account, END_OF_OCTOBER);
            assertThat(features.getActivity28()).as(account).isEqualTo(1);
            assertThat(features.hasNps() || features.hasCsat()).as(account).isFalse();
        }
        assertThat(platform.commandJson("quarantine", "--tenant", "c38").get("events"))
                .extracting(event -> event.get("event").get("messageId").asText() + " " + event.get("reason").asText())
                .containsExactlyInAnyOrder("c38-3 REQUIRED", "c38-4 REQUIRED", "c38-5 REQUIRED", "c38-6 MALFORMED", "c38-7 OUT_OF_RANGE",
                        "c38-8 OUT_OF_RANGE", "c38-9 OUT_OF_RANGE");
    }

    @Test
    void nor_is_an_empty_cell_an_answer() throws Exception {
        assertThat(importMapped("38").get("total").get("rejected").asInt()).isEqualTo(1);
        assertThat(features("trouble38", "c38-csv-zero", END_OF_OCTOBER).hasNps()).isTrue();
        assertThat(features("trouble38", "c38-csv-zero", END_OF_OCTOBER).getNps()).isZero();
        assertThat(features("trouble38", "c38-csv-none", END_OF_OCTOBER).hasNps()).isFalse();
    }

    @Test
    void times_of_exports_are_recorded_as_the_right_moment() throws Exception {
        JsonNode total = importMapped("26", "--tenant", "c26").get("total");
        assertThat(total.get("accepted").asInt()).isEqualTo(10);
        assertThat(total.get("rejected").asInt()).isEqualTo(6);
        assertThat(connection.ingestion().listEvents(ListEventsRequest.newBuilder().setParent("tenants/c26/accounts/c26-globex").build())
                .getEventsList())
                .filteredOn(event -> event.getEvent().getEventId().matches(".*/0[14]/.*"))
                .extracting(event -> Dates.instant(event.getEvent().getOccurredAt())).containsExactly(
                        Instant.parse("2026-10-16T03:00:00Z"), Instant.parse("2026-10-16T03:00:00Z"));
    }

    @Test
    void a_subscription_that_ends_in_9999_is_active() throws Exception {
        importMapped("27");
        assertPays(features("trouble27", "c27-A", "2026-11-30"), 100, 0);
        assertPays(features("trouble27", "c27-B", "2026-11-30"), 0, 1);
        assertPays(features("trouble27", "c27-C", "2026-11-30"), 300, 0);
    }

    @Test
    void an_old_export_is_moved_by_its_newest_row_that_has_happened_and_a_dry_run_keeps_nothing() throws Exception {
        String[] command =
                {"import", "--mapping", input("27-mapping-old.yaml").toString(), input("27-export-old").toString(), "--as-if-today"};
        TestPlatform.Run dry = platform.command(Stream.concat(Stream.of(command), Stream.of("--dry-run")).toArray(String[]::new));
        assertThat(dry.exitCode()).isZero();
        assertThat(folder.resolve("data/imports/trouble27old-trouble27old.days")).doesNotExist();

        TestPlatform.Run run = platform.command(command);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output() + run.errors()).contains("subs.csv, line 3, column end: 2024-11-30");
        platform.awaitSettled();
        assertPays(features("trouble27old", "c27-A", "2026-11-30"), 100, 0);
        assertPays(features("trouble27old", "c27-B", "2026-11-30"), 0, 1);
        assertPays(features("trouble27old", "c27-C", "2026-11-30"), 300, 0);
        assertThat(folder.resolve("data/imports/trouble27old-trouble27old.days")).exists();
    }

    @Test
    void bytes_that_are_no_text_are_refused_before_anything_is_sent_and_read_when_the_encoding_is_named() throws Exception {
        TestPlatform.Run refused =
                platform.command("import", "--mapping", input("28-mapping.yaml").toString(), input("28-export").toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("second.csv").contains("line 3,001").contains("not in UTF-8");
        assertThat(platform.commandJson("backfills", "list", "--tenant", "trouble28").get("backfills")).isEmpty();

        Path named =
                Files.writeString(folder.resolve("28-named.yaml"), "encoding: windows-1252\n" + Files.readString(input("28-mapping.yaml")));
        assertThat(platform.commandJson("import", "--mapping", named.toString(), input("28-export").toString()).get("total").get("accepted")
                .asInt())
                .isEqualTo(3_002);
    }

    @Test
    void what_opens_and_closes_on_one_date_has_ended() throws Exception {
        importMapped("31", "--tenant", "c31");
        assertThat(features("c31", "c31-globex", END_OF_OCTOBER).getOpenCases()).isEqualTo(1);
        assertThat(features("c31", "c31-globex", END_OF_OCTOBER).getOpenUrgentCases()).isEqualTo(1);
        for (int i = 1; i <= 10; i++) {
            assertPays(features("c31", "c31-s" + i, "2026-10-%02d".formatted(i)), 0, 1);
            assertPays(features("c31", "c31-s" + i, END_OF_OCTOBER), 0, 1);
            assertThat(features("c31", "c31-s" + i, END_OF_OCTOBER).getSeats()).isZero();
        }
        assertPays(features("c31", "c31-s11", "2026-10-15"), 490, 0);
        assertPays(features("c31", "c31-s11", END_OF_OCTOBER), 0, 1);
    }

    /// The lines and the requests hold the same events: whichever comes second changes nothing.
    @Test
    void sums_do_not_wrap_and_amounts_keep_their_digits_by_import_and_over_grpc() throws Exception {
        for (String name : List.of("39", "40")) {
            JsonNode total = platform.commandJson("import", "--tenant", "trouble", input(name + "-events.jsonl").toString()).get("total");
            assertThat(total.get("rejected").asInt()).as("-1 seats").isEqualTo(name.equals("39") ? 1 : 0);
        }
        platform.awaitSettled();
        assertNumbers();
        for (String name : List.of("39", "40")) {
            RecordEventsRequest.Builder request = RecordEventsRequest.newBuilder();
            JsonFormat.parser().merge(Files.readString(input(name + "-request.json")), request);
            assertThat(connection.ingestion().recordEvents(request.build()).getRejectedList()).hasSize(name.equals("39") ? 1 : 0);
        }
        platform.awaitSettled();
        assertNumbers();
        assertThat(platform.commandJson("quarantine", "--tenant", "trouble").get("events")).extracting(
                event -> event.get("event").findValuesAsText("event_id").toString() + event.get("event").findValuesAsText("eventId"))
                .allMatch(id -> id.contains("c39-minus-1")).isNotEmpty();
    }

    private void assertNumbers() {
        // 2 x (2^31 - 1) and, as a double, 2 x (2^63 - 1).
        assertThat(features("trouble", "c39-int", END_OF_OCTOBER).getSeats()).isEqualTo(4_294_967_294d);
        assertThat(features("trouble", "c39-long", END_OF_OCTOBER).getSeats()).isEqualTo(18446744073709551614d);
        assertThat(features("trouble", "c39-none", END_OF_OCTOBER).getSeats()).isZero();
        assertThat(features("trouble", "c40-dinar", END_OF_OCTOBER).getLifetimeRevenue()).isEqualTo(1.5);
        assertThat(features("trouble", "c40-usage", END_OF_OCTOBER).getLifetimeRevenue()).isEqualTo(1.0);
        assertThat(features("trouble", "c40-third", END_OF_OCTOBER).getMrr()).isEqualTo(100, within(1e-8));
        // 30.4 s / 60
        assertThat(features("trouble", "c40-blink", END_OF_OCTOBER).getMeanSessionMinutes28()).isEqualTo(0.506666666, within(1e-8));
    }
}
