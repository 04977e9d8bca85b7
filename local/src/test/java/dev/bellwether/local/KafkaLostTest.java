package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.embedded.testing.Eventually;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka comes back empty under a platform that has worked: nothing is accepted that would be lost, until an operator confirms the new one.
class KafkaLostTest {

    @TempDir
    Path folder;

    @Test
    void a_new_log_accepts_nothing_until_an_operator_confirms_it_and_then_everything_resumes() throws Exception {
        String key;
        try (TestPlatform platform = TestPlatform.start(folder); Connection connection = platform.connect()) {
            key = platform.commandJson("sources", "create", "web", "--tenant", "first").get("secret").asText();
            assertThat(call(platform, key, "t-1").statusCode()).isEqualTo(200);
            ErasedAccount account = new ErasedAccount("first", connection);
            account.lives();
            account.awaitRecommendation();
            platform.awaitSettled();
        }
        try (TestPlatform platform = TestPlatform.start(folder, Set.of(Service.INGESTION)); Connection connection = platform.connect()) {
            long before = recorded(platform);
            new ErasedAccount("second", connection).lives();
            awaitRecorded(platform, before + ErasedAccount.EVENTS);
        }
        loseKafka();

        try (TestPlatform platform = TestPlatform.start(folder, Set.of(Service.INGESTION)); Connection connection = platform.connect()) {
            assertThatThrownBy(() -> new ErasedAccount("third", connection).lives())
                    .hasMessageContaining(Status.Code.UNAVAILABLE.name())
                    .hasMessageContaining("docs/operations.md#kafka-is-lost");
            HttpResponse<String> refused = call(platform, key, "t-2");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("UNAVAILABLE", "keep them and send them again");
            JsonNode status = platform.json(1, "status").get("services").get(0);
            assertThat(status.get("state").asText()).isEqualTo("another Kafka");
            assertThat(status.get("complaint").asText()).contains("bellwether.inbound.v1", "docs/operations.md#kafka-is-lost");
            assertThat(platform.log(Service.INGESTION)).anySatisfy(line -> assertThat(line)
                    .contains("is not the topic that this service's database knows", "docs/operations.md#kafka-is-lost"));
        }

        try (TestPlatform platform = TestPlatform.start(folder, "-Dbellwether.log.continue=true");
                Connection connection = platform.connect()) {
            assertThat(call(platform, key, "t-2").statusCode()).isEqualTo(200);
            // Recorded, but not yet published, when Kafka was lost.
            new ErasedAccount("second", connection).awaitRecommendation();
            ErasedAccount account = new ErasedAccount("third", connection);
            account.lives();
            account.awaitRecommendation();
            platform.awaitSettled();
            Verification verification = platform.verify();
            assertThat(verification.differences()).isEmpty();
            assertThat(verification.differenceCount()).isZero();
            assertThat(verification.accounts()).isGreaterThanOrEqualTo(3);
            for (JsonNode service : platform.commandJson("status").get("services")) {
                assertThat(service.get("state").asText()).as(service.get("service").asText()).isEqualTo("up to date");
            }
            JsonNode recommendations = platform.commandJson("recommendations", "--tenant", "first");
            assertThat(recommendations).as("from before").isNotEmpty();
        }
    }

    private static long recorded(TestPlatform platform) throws SQLException {
        try (java.sql.Connection journal =
                Baseline.connect("jdbc:postgresql://" + platform.postgres() + "/" + Service.INGESTION.database());
                ResultSet count = journal.createStatement().executeQuery("SELECT count(*) FROM journal")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static void awaitRecorded(TestPlatform platform, long events) {
        Eventually.eventually(() -> recorded(platform), recorded -> recorded >= events);
    }

    private void loseKafka() throws IOException {
        try (Stream<Path> within = Files.walk(folder.resolve("kafka"))) {
            for (Path path : within.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static HttpResponse<String> call(TestPlatform platform, String key, String id) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://" + platform.address(Service.INGESTION) + "/v1/group"))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes()))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            """
                            {"userId": "bo", "groupId": "globex", "messageId": "%s", "timestamp": "2026-03-10T08:00:00Z", "traits": {"name": "Globex"}}"""
                                    .formatted(id)))
                    .build(), BodyHandlers.ofString());
        }
    }
}
