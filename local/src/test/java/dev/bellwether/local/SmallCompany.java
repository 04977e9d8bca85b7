package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Money;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.segments.SegmentSummary;
import dev.bellwether.cli.verify.Verification;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import dev.bellwether.local.demo.Demo;
import dev.bellwether.playbooks.v1.AcceptRecommendationRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.simulator.SimulationSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// A tenant with few customers, so that what a release stores of it is small, and with something of everything that is stored.
final class SmallCompany implements AutoCloseable {

    static final String TENANT = "northwind";
    /// Events that [#goesOn] adds: three of a new customer, one that has waited for its anonymous user, and that user's identification.
    static final int MORE_EVENTS = 5;
    /// The new customer, and the person who is known now.
    static final int MORE_ACCOUNTS = 2;

    private static final int ACCOUNTS = 5;
    private static final int DAYS = 135;
    // Of the first eight, that with most segments among fewest events.
    private static final long SEED = 6;
    private static final int LIVE_EVENTS = 10;
    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");

    private final TestPlatform platform;
    private final Connection connection;

    SmallCompany(TestPlatform platform) {
        this.platform = platform;
        this.connection = platform.connect();
    }

    /// Runs the company on a new platform, and keeps the databases as those of a release.
    static void release(String version, Path data) throws Exception {
        try (TestPlatform platform = begun(data)) {
            Baseline.release(version, platform.postgres(), known(platform));
        }
    }

    /// Runs the company on a new platform, and writes the databases to a folder.
    static Baseline write(Path folder, Path data) throws Exception {
        try (TestPlatform platform = begun(data)) {
            return Baseline.write(folder, platform.postgres(), known(platform));
        }
    }

    private static TestPlatform begun(Path data) throws Exception {
        TestPlatform platform = TestPlatform.start(data);
        try (SmallCompany company = new SmallCompany(platform)) {
            company.begins(data);
            return platform;
        } catch (Throwable failure) {
            platform.close();
            throw failure;
        }
    }

    /// What the platform says when all is done, having computed everything again from the journal.
    static Baseline.Known known(TestPlatform platform) {
        try (Connection connection = platform.connect()) {
            platform.awaitSettled();
            SegmentSummary summary = SegmentSummary.of(connection, TENANT);
            Map<String, Long> segments = new TreeMap<>();
            summary.segments().stream().filter(row -> row.accounts() > 0).forEach(row -> segments.put(row.segment(), row.accounts()));
            Verification verification = platform.verify();
            assertThat(verification.differences()).isEmpty();
            assertThat(verification.differenceCount()).isZero();
            return new Baseline.Known(
                    TENANT, verification.events(), verification.accounts(), verification.openRecommendations(), segments);
        }
    }

    private void begins(Path folder) throws Exception {
        new Demo(connection, new SimulationSettings(TENANT, ACCOUNTS, DAYS, SEED, LocalDate.of(2026, 3, 10)), (_, _, _) -> {})
                .run(LIVE_EVENTS, Duration.ofSeconds(1));
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                events:
                  - event: Report Exported
                    fact: feature_used
                    set: {feature: '"reports"'}
                """);
        platform.commandJson("plan", "publish", plan.toString(), "--tenant", TENANT);
        String key = platform.commandJson("sources", "create", "web", "--tenant", TENANT).get("secret").asText();
        call(key, "track", """
                {"anonymousId": "device-1", "event": "Report Exported", "messageId": "t-1", "timestamp": "2026-03-10T08:00:00Z"}""");
        call(key, "group",
                """
                {"userId": "bo", "groupId": "globex", "messageId": "g-1", "timestamp": "2026-03-10T08:00:00Z", "traits": {"name": "Globex"}}""");
        call(key, "track", """
                {"userId": "bo", "event": "Report Exported", "messageId": "t-2", "timestamp": "2026-03-10T08:01:00Z"}""");
        assertThat(connection.ingestion().recordEvents(RecordEventsRequest.newBuilder()
                .addEvents(event("globex", "wrong").setFeatureUsed(FeatureUsed.getDefaultInstance())).build()).getRejectedCount())
                .isEqualTo(1);

        ErasedAccount gone = new ErasedAccount(TENANT, connection);
        gone.lives();
        gone.awaitRecommendation();
        platform.commandJson("erase", gone.id(), "--yes", "--tenant", TENANT);

        Recommendation first = recommendation(Recommendation.Status.OPEN);
        connection.playbooks().acceptRecommendation(
                AcceptRecommendationRequest.newBuilder().setName(first.getName()).setUser("sam").build());
    }

    /// After the upgrade: each service takes up what it had stored, and stores more.
    void goesOn() throws Exception {
        connection.ingestion().recordEvents(RecordEventsRequest.newBuilder()
                .addEvents(event("newcomer", "p")
                        .setAccountProfile(AccountProfile.newBuilder().setName("Newcomer").setCompanyType(CompanyType.ENTERPRISE)))
                .addEvents(event("newcomer", "s").setSubscriptionStarted(
                        SubscriptionStarted.newBuilder().setPlan("Pro").setMrr(Money.newBuilder().setUnits(490)).setSeats(10)))
                .addEvents(event("newcomer", "u").setUser("cy").setFeatureUsed(FeatureUsed.newBuilder().setFeature("reports")))
                .build());
        String key = platform.commandJson("sources", "rotate", "web", "--tenant", TENANT).get("secret").asText();
        call(key, "identify", """
                {"userId": "ana", "anonymousId": "device-1", "messageId": "i-1", "timestamp": "2026-03-10T08:02:00Z"}""");
        // What has been taken already is known by its id.
        call(key, "track", """
                {"userId": "bo", "event": "Report Exported", "messageId": "t-2", "timestamp": "2026-03-10T08:01:00Z"}""");
        Recommendation accepted = recommendation(Recommendation.Status.ACCEPTED);
        assertThat(accepted.getAnsweredBy()).isEqualTo("sam");
        assertThat(connection.playbooks().completeRecommendation(CompleteRecommendationRequest.newBuilder()
                .setName(accepted.getName()).setUser("sam").setOutcome(Recommendation.Outcome.SUCCEEDED).build()).getStatus())
                .isEqualTo(Recommendation.Status.COMPLETED);
        assertThat(platform.commandJson("plan", "show", "--tenant", TENANT).get("version").asInt()).isEqualTo(1);
        assertThat(platform.commandJson("quarantine", "--tenant", TENANT).get("events")).hasSize(1);
    }

    private Recommendation recommendation(Recommendation.Status status) {
        platform.awaitSettled();
        return connection.playbooks().listRecommendations(
                ListRecommendationsRequest.newBuilder().setParent("tenants/" + TENANT).setStatus(status).build()).getRecommendations(0);
    }

    private static Event.Builder event(String account, String id) {
        return Event.newBuilder().setTenant(TENANT).setAccount(account).setEventId(id).setSource("app")
                .setOccurredAt(Dates.timestamp(MORNING));
    }

    private void call(String key, String method, String json) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(URI.create("http://" + platform.address(Service.INGESTION) + "/v1/" + method))
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes()))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
