package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.local.platform.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://" + platform.address(Service.INGESTION) + "/v1/batch"))
                    .header("Authorization", "Bearer " + secret).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(EMPTY_BATCH)).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void a_source_gets_a_key_that_opens_the_door_until_it_is_revoked() throws Exception {
        JsonNode made = platform.commandJson("sources", "create", "web", "--name", "The web app", "--per-second", "100", "--tenant", "acme");
        String secret = made.get("secret").asText();
        assertThat(made.get("example").asText()).startsWith("curl -u " + secret + ": http://" + platform.address(Service.INGESTION) + "/v1/track");
        assertThat(send(secret)).isEqualTo(200);

        assertThat(platform.commandJson("sources", "list", "--tenant", "acme").get("sources").get(0).get("events_per_second").asInt()).isEqualTo(100);
        JsonNode keys = platform.commandJson("sources", "keys", "web", "--tenant", "acme").get("keys");
        assertThat(keys.get(0).get("state").asText()).isEqualTo("active");
        assertThat(keys.toString()).doesNotContain(secret);

        String second = platform.commandJson("sources", "rotate", "web", "--tenant", "acme").get("secret").asText();
        assertThat(send(secret)).as("within the grace").isEqualTo(200);
        platform.commandJson("sources", "revoke", "web", keys.get(0).get("id").asText(), "--tenant", "acme");
        assertThat(send(secret)).isEqualTo(401);
        assertThat(send(second)).isEqualTo(200);
    }

    @Test
    void what_cannot_be_done_is_told_in_a_sentence() {
        assertThat(platform.command("sources", "keys", "nothing").errors()).contains("sources/nothing does not exist").doesNotContain("\tat ");
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
        assertThat(platform.commandJson("plan", "test", message.toString(), "--tenant", "planned").get("event").get("named_event").get("name").asText())
                .as("of the plan that ships").isEqualTo("Report Exported");

        assertThat(platform.command("plan", "publish", broken.toString(), "--tenant", "planned").errors()).contains("line 3, column 11: rule 1 (event A)");
        assertThat(platform.commandJson("plan", "publish", plan.toString(), "--dry-run", "--tenant", "planned").get("version").asInt()).isEqualTo(1);
        assertThat(platform.commandJson("plan", "show", "--tenant", "planned").get("version").asInt()).isZero();
        assertThat(platform.commandJson("plan", "publish", plan.toString(), "--tenant", "planned").get("version").asInt()).isEqualTo(1);
        assertThat(platform.command("plan", "show", "--tenant", "planned").output()).contains("# Version 1, published ").endsWith(Files.readString(plan));
        Files.writeString(message, "{\"type\": \"track\", \"event\": \"Report Exported\"}");
        assertThat(platform.json(1, "plan", "test", message.toString(), "--tenant", "planned").get("rejected").get("field").asText())
                .isEqualTo("feature_used.count");
    }
}
