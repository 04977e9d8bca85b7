package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.features.v1.Features;
import dev.bellwether.features.v1.GetFeaturesRequest;
import dev.bellwether.ingestion.v1.ListEventsRequest;
import dev.bellwether.operations.v1.ExportAccountRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator does, from the command line to the door that it is for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SourcesAndPlansTest {

    private static final String EMPTY_BATCH = "{\"batch\": []}";

    @TempDir
    private static Path folder;

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(folder.resolve("platform"));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private int send(String secret) throws IOException, InterruptedException {
        return send(secret, EMPTY_BATCH);
    }

    private int send(String secret, String batch) throws IOException, InterruptedException {
        return send(secret, "/v1/batch", batch);
    }

    private int send(String secret, String path, String call) throws IOException, InterruptedException {
        return platform.post(secret, path, call);
    }

    @Test
    void a_source_gets_a_key_that_opens_the_door_until_it_is_revoked() throws Exception {
        JsonNode made =
                platform.commandJson("sources", "create", "web", "--name", "The web app", "--per-second", "100", "--tenant", "acme");
        String secret = made.get("secret").asText();
        assertThat(made.get("example").asText())
                .startsWith("curl -u " + secret + ": http://" + platform.address(Service.INGESTION) + "/v1/track");
        assertThat(send(secret)).isEqualTo(200);

        assertThat(platform.commandJson("sources", "list", "--tenant", "acme").get("sources").get(0).get("events_per_second").asInt())
                .isEqualTo(100);
        JsonNode keys = platform.commandJson("sources", "keys", "web", "--tenant", "acme").get("keys");
        assertThat(keys.get(0).get("state").asText()).isEqualTo("active");
        assertThat(keys.toString()).doesNotContain(secret);

        String second = platform.commandJson("sources", "rotate", "web", "--tenant", "acme").get("secret").asText();
        assertThat(send(secret)).as("within the grace").isEqualTo(200);
        platform.commandJson("sources", "revoke", "web", keys.get(0).get("id").asText(), "--tenant", "acme");
        assertThat(send(secret)).isEqualTo(401);
        assertThat(send(second)).isEqualTo(200);
    }

    /// A device joins a company, and then it becomes known whose it is. Three tracks are three activities; the person is one user.
    @Test
    void what_a_person_did_before_and_after_they_were_known_is_in_the_company_that_their_device_joined() throws Exception {
        String secret = platform.commandJson("sources", "create", "web", "--tenant", "whose").get("secret").asText();
        assertThat(send(secret, "/v1/group", """
                {"anonymousId": "c05-device", "groupId": "c05-globex", "messageId": "c05-1", "traits": {"name": "Globex"}}"""))
                .isEqualTo(200);
        assertThat(send(secret, "/v1/track", """
                {"anonymousId": "c05-device", "messageId": "c05-2", "event": "Board Opened"}""")).isEqualTo(200);
        assertThat(send(secret, "/v1/identify", """
                {"anonymousId": "c05-device", "userId": "c05-ada", "messageId": "c05-3", "traits": {"name": "Ada Example"}}"""))
                .isEqualTo(200);
        assertThat(send(secret, "/v1/track", """
                {"anonymousId": "c05-device", "userId": "c05-ada", "messageId": "c05-4", "event": "Board Opened"}""")).isEqualTo(200);
        assertThat(send(secret, "/v1/track", """
                {"userId": "c05-ada", "messageId": "c05-5", "event": "Board Opened"}""")).isEqualTo(200);
        try (Connection connection = platform.connect()) {
            ListEventsRequest theirs =
                    ListEventsRequest.newBuilder().setParent("tenants/whose/accounts/c05-globex").setPageSize(10).build();
            Eventually.eventuallyTrue(() -> connection.ingestion().listEvents(theirs).getEventsCount() == 5);
            platform.awaitSettled();
            assertThat(accounts("whose")).containsExactly("c05-globex");
            Features features = connection.features().getFeatures(
                    GetFeaturesRequest.newBuilder().setName("tenants/whose/accounts/c05-globex").build()).getFeatures();
            assertThat(features.getActivity28()).isEqualTo(3);
            assertThat(features.getActiveUsers28()).isEqualTo(1);
        }
    }

    /// An import of lines without a company, and a call over the door: when all is settled, they are accounts.
    @Test
    void a_user_without_a_company_is_an_account_when_all_is_settled() throws Exception {
        Path file = Files.writeString(folder.resolve("alone.jsonl"), """
                {"type": "track", "userId": "ann", "event": "Board Opened", "messageId": "alone-1", "timestamp": "2026-03-09T08:00:00Z"}
                """);
        assertThat(platform.commandJson("import", "--tenant", "alone", file.toString(), "--live").get("total").get("accepted").asInt())
                .isEqualTo(1);
        assertThat(accounts("alone")).containsExactly("ann");

        String secret = platform.commandJson("sources", "create", "web", "--tenant", "alone").get("secret").asText();
        assertThat(send(secret, "/v1/track", """
                {"userId": "bob", "messageId": "alone-2", "event": "Board Opened"}""")).isEqualTo(200);
        platform.awaitSettled();
        assertThat(accounts("alone")).containsExactly("ann", "bob");
        assertThat(platform.commandJson("status").get("services"))
                .allSatisfy(service -> assertThat(service.get("waiting").asInt()).isZero());
    }

    @Test
    void a_simulated_table_and_simulated_calls_are_written_by_a_command_and_come_in_by_others() throws Exception {
        assertThat(Bellwether.run("simulate", "table", folder.resolve("table").toString(), "--accounts", "40", "--today", "2026-03-10"))
                .isZero();
        assertThat(platform.commandJson("import", "--mapping", "customer-table", "--tenant", "flat", folder.resolve("table").toString())
                .get("total").get("rejected").asInt()).isZero();
        assertThat(accounts("flat")).hasSize(40);

        Path calls = folder.resolve("calls");
        String[] simulate = {"simulate", "segment", calls.toString(), "--accounts", "10", "--days", "20", "--today", "2026-03-10"};
        assertThat(Bellwether.run(simulate)).isZero();
        assertThat(
                platform.commandJson("plan", "publish", "--tenant", "calls", calls.resolve("plan.yaml").toString()).get("version").asInt())
                .isEqualTo(1);
        JsonNode total = platform.commandJson("import", "--tenant", "calls", calls.resolve("calls.jsonl").toString()).get("total");
        assertThat(total.get("accepted").asInt()).isEqualTo(Files.readAllLines(calls.resolve("calls.jsonl")).size()).isGreaterThan(100);
        assertThat(total.get("rejected").asInt()).isZero();
        assertThat(accounts("calls")).hasSize(10);

        assertThat(Bellwether.run(simulate)).as("nothing is written over").isEqualTo(1);
    }

    private List<String> accounts(String tenant) {
        try {
            List<String> accounts = new ArrayList<>();
            platform.commandJson("tenant", "accounts", tenant).get("accounts")
                    .forEach(account -> accounts.add(account.get("account").asText()));
            return accounts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_command_that_fails_says_why_in_a_sentence() {
        assertThat(platform.command("sources", "keys", "nothing").errors()).contains("sources/nothing does not exist")
                .doesNotContain("\tat ");
        platform.command("sources", "create", "twice");
        assertThat(platform.command("sources", "create", "twice").errors()).contains("sources rotate twice");
        assertThat(platform.command("plan", "publish", folder.resolve("nowhere.yaml").toString()).errors()).contains("There is no file");
    }

    @Test
    void a_plan_is_tried_published_and_shown() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                events:
                  - event: Report Exported
                    fact: feature_used
                    set: {feature: '"reports"', count: properties.rows}
                """);
        Path message = Files.writeString(folder.resolve("message.json"), """
                {"type": "track", "event": "Report Exported", "properties": {"rows": 3}}""");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "events:\n  - event: A\n    fact: nothing\n");

        JsonNode tried = platform.commandJson("plan", "test", message.toString(), "--plan", plan.toString(), "--tenant", "planned");
        assertThat(tried.get("rule").asText()).isEqualTo("rule 1 (event Report Exported)");
        assertThat(tried.get("event").get("feature_used").get("feature").asText()).isEqualTo("reports");
        assertThat(platform.commandJson("plan", "test", message.toString(), "--tenant", "planned").get("event").get("named_event")
                .get("name").asText())
                .as("of the plan that ships").isEqualTo("Report Exported");

        assertThat(platform.command("plan", "publish", broken.toString(), "--tenant", "planned").errors())
                .contains("line 3, column 11: rule 1 (event A)");
        assertThat(platform.commandJson("plan", "publish", plan.toString(), "--dry-run", "--tenant", "planned").get("version").asInt())
                .isEqualTo(1);
        assertThat(platform.commandJson("plan", "show", "--tenant", "planned").get("version").asInt()).isZero();
        assertThat(platform.commandJson("plan", "publish", plan.toString(), "--tenant", "planned").get("version").asInt()).isEqualTo(1);
        assertThat(platform.command("plan", "show", "--tenant", "planned").output()).contains("# Version 1, published ")
                .endsWith(Files.readString(plan));
        Files.writeString(message, "{\"type\": \"track\", \"event\": \"Report Exported\"}");
        assertThat(platform.json(1, "plan", "test", message.toString(), "--tenant", "planned").get("rejected").get("field").asText())
                .isEqualTo("feature_used.count");
    }

    @Test
    void rules_in_a_folder_are_checked_published_and_reverted() throws Exception {
        new DefinitionsJourney(platform, folder.resolve("definitions")).travel();
    }

    @Test
    void a_tenant_that_leaves_is_in_no_database_any_more_and_another_is_as_it_was() throws Exception {
        Path export = folder.resolve("export");
        String[] leave = {"tenant", "leave", "leaver", "--export", export.toString(), "--reason", "contract 12", "--yes"};
        String key = platform.commandJson("sources", "create", "web", "--tenant", "leaver").get("secret").asText();
        String theirs = platform.commandJson("sources", "create", "web", "--tenant", "stayer").get("secret").asText();
        try (Connection connection = platform.connect()) {
            ErasedAccount gone = new ErasedAccount("leaver", connection);
            ErasedAccount neighbour = new ErasedAccount("stayer", connection);
            gone.lives();
            neighbour.lives();
            assertThat(send(key, lives(gone.own()))).isEqualTo(200);
            assertThat(send(theirs, lives(neighbour.own()))).isEqualTo(200);
            gone.awaitRecommendation();
            neighbour.awaitRecommendation();
            // One is without a company, and waits for it for a while.
            Eventually.eventuallyTrue(() -> accounts("leaver").size() == 3 && accounts("stayer").size() == 3);
            platform.awaitSettled();
            List<String> accounts = List.of(gone.id(), "company-" + gone.own(), "own-" + gone.own());
            assertThat(platform.commandJson("tenant", "accounts", "leaver").get("accounts"))
                    .extracting(account -> account.get("account").asText())
                    .isEqualTo(accounts);
            Set<String> before = platform.leftovers().of(neighbour.own());
            assertThat(before).contains("ingestion.person", "ingestion.waiting_message", "ingestion.quarantined_event", "features.account",
                    "segmentation.event", "playbooks.recommendation");
            assertThat(platform.leftovers().of(gone.own())).hasSameSizeAs(before);

            assertThat(platform.command("tenant", "leave", "leaver").errors()).contains("leaver has 3 accounts")
                    .contains("confirm it with --yes");
            assertThat(platform.command("tenant", "leave", "leavers", "--yes").errors()).contains("There is no tenant leavers here");
            assertThat(send(key)).as("nothing has been done yet").isEqualTo(200);

            assertThat(platform.command(Stream.concat(Stream.of(leave), Stream.of("--wait", "0")).toArray(String[]::new)).errors())
                    .as("as one that is interrupted").contains("No receipt has come for 0 seconds").contains("Run this again");
            JsonNode left = platform.commandJson(leave);
            assertThat(left.get("receipt_count").asInt()).isEqualTo(3);
            List<String> receipts = Files.readAllLines(export.resolve("receipts.jsonl"));
            assertThat(receipts).hasSize(3)
                    .allSatisfy(receipt -> assertThat(receipt).contains("\"completed\"", "contract 12").doesNotContain(gone.own()));

            assertThat(platform.leftovers().of(gone.own())).isEmpty();
            for (Service service : Service.values()) {
                for (String account : accounts) {
                    assertThat(connection.operations(service).exportAccount(
                            ExportAccountRequest.newBuilder().setName("tenants/leaver/accounts/" + account).build()).hasNext()).isFalse();
                }
            }
            assertThat(platform.leftovers().of(neighbour.own())).isEqualTo(before);
            assertThat(send(key)).isEqualTo(401);
            assertThat(send(theirs)).isEqualTo(200);

            try (Stream<Path> files = Files.list(export.resolve("accounts"))) {
                List<String> exported = files.map(SourcesAndPlansTest::read).toList();
                assertThat(exported).hasSize(3).anySatisfy(file -> assertThat(file).contains(gone.texts()))
                        .anySatisfy(file -> assertThat(file).contains("\"account\" : \"company-" + gone.own() + "\"",
                                "\"person\":\"user:ada-" + gone.own()));
            }
            assertThat(Files.readString(export.resolve("rejected-events.jsonl"))).contains("too-long-" + gone.own());

            JsonNode again = platform.commandJson("tenant", "leave", "leaver", "--yes");
            assertThat(again.get("accounts_erased").asInt() + again.get("keys_revoked").asInt() + again.get("persons_forgotten").asInt())
                    .isZero();
            assertThat(again.get("receipts")).hasSize(3);
            assertThat(platform.command("tenant", "leave", "leaver", "--yes").output()).contains("leaver has left",
                    "Take leaver out of the tokens");
        }
    }

    /// A user in a company, one without, a device of theirs, and an anonymous user.
    private static String lives(String mark) {
        return """
                {"batch": [
                  {"type": "group", "userId": "ada-%1$s", "groupId": "company-%1$s", "messageId": "g", "traits": {"name": "Company"}},
                  {"type": "identify", "userId": "own-%1$s", "anonymousId": "phone-%1$s", "messageId": "i", "traits": {"name": "Own"}},
                  {"type": "track", "userId": "ada-%1$s", "event": "Export", "messageId": "t"},
                  {"type": "track", "anonymousId": "stranger-%1$s", "event": "Export", "messageId": "w"}]}""".formatted(mark);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
