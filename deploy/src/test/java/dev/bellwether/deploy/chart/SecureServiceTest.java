package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.FreePort;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service with the certificates that the chart mounts: it reaches a database whose certificate it checks, and is reached over TLS only.
class SecureServiceTest {

    private static final Rendering RENDERING = Chart.render(Chart.MINIMAL, Map.of(
            "tls", Map.of("enabled", true, "existingSecret", "bellwether-tls"),
            "database.tls", Map.of("mode", "verify-full", "existingSecret", "postgres-ca")));

    @TempDir
    Path folder;

    @Test
    void with_certificates_it_migrates_starts_and_takes_calls_over_tls_only() throws Exception {
        Certificate certificate = Certificate.forLocalhost(folder.resolve("certificate"));
        try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0, List.of("features"), Map.of(
                "ssl", "on",
                "ssl_cert_file", certificate.folder().resolve("tls.crt").toString(),
                "ssl_key_file", certificate.folder().resolve("tls.key").toString()));
                LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0)) {
            Place place = new Place(postgres.port(), kafka.bootstrapServers(), certificate.folder());
            try (ChartServiceProcess migration = start("Job", "cs-bellwether-features-migration", place)) {
                assertThat(migration.exitValue(Duration.ofMinutes(2))).as(migration.log()).isZero();
            }
            try (ChartServiceProcess running = start("Deployment", "cs-bellwether-features", place)) {
                running.awaitAnswer("ready", 200, Duration.ofMinutes(2));
                assertThat(connections(postgres, true)).isPositive();
                assertThat(connections(postgres, false)).isZero();
                assertThat(running.answersCalls()).as("without TLS").isFalse();
                try (HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
                    HttpRequest call = HttpRequest.newBuilder(URI.create("https://localhost:" + running.port() + "/")).build();
                    HttpResponse<Void> answer = client.send(call, HttpResponse.BodyHandlers.discarding());
                    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                    assertThat(answer.statusCode()).isPositive();
                }
            }
        }
    }

    @Test
    void it_does_not_connect_to_a_database_with_another_certificate() throws Exception {
        Certificate certificate = Certificate.forLocalhost(folder.resolve("certificate"));
        Certificate another = Certificate.forLocalhost(folder.resolve("another"));
        try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0, List.of("features"), Map.of(
                "ssl", "on",
                "ssl_cert_file", another.folder().resolve("tls.crt").toString(),
                "ssl_key_file", another.folder().resolve("tls.key").toString()));
                ChartServiceProcess migration = start("Job", "cs-bellwether-features-migration",
                        new Place(postgres.port(), "unused.invalid:9092", certificate.folder()))) {
            assertThat(migration.exitValue(Duration.ofMinutes(2))).isPositive();
            assertThat(migration.log()).containsIgnoringCase("certif");
        }
    }

    /// The service's, as PostgreSQL sees them.
    private static int connections(LocalPostgres postgres, boolean encrypted) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = 'features' AND ssl = "
                                + encrypted)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private record Place(int postgres, String kafka, Path certificates) {}

    private ChartServiceProcess start(String kind, String name, Place place) {
        Map<String, String> environment =
                RunningServiceTest.environment(RENDERING, RENDERING.one(kind, name), place.postgres(), place.kafka());
        environment.replaceAll((_, value) -> value.replaceFirst("^/etc/bellwether/(tls|database)/", place.certificates() + "/"));
        environment.computeIfPresent("QUARKUS_HTTP_SSL_PORT", (_, _) -> Integer.toString(FreePort.choose()));
        return ChartServiceProcess.start("feature-service", environment, folder.resolve(name + ".log"));
    }
}
