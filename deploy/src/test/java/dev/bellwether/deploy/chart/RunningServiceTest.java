package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.FreePort;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each service as the chart runs it: with the environment of its Job and of its Deployment, but for the places and the ports of this
/// machine.
class RunningServiceTest {

    private static final String KEY = "for-the-tests-of-the-chart-only";
    private static final Rendering RENDERING = Chart.render(Chart.MINIMAL,
            Map.of("defaults.shutdown", Map.of("delaySeconds", 10, "timeoutSeconds", 5)));

    @TempDir
    static Path folder;

    private static LocalPostgres postgres;
    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0, List.of("ingestion", "features", "segmentation", "playbooks"));
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.FactsTest#services")
    void its_job_migrates_and_ends_and_it_starts_and_ends_in_order(String service) throws Exception {
        try (ChartServiceProcess migration = process(service, "Job", "cs-bellwether-" + service + "-migration", "nobody.invalid:9092")) {
            assertThat(migration.exitValue(Duration.ofMinutes(2))).as(migration.log()).isZero();
            assertThat(migrations(service)).isPositive();
        }
        try (ChartServiceProcess running = process(service, "Deployment", "cs-bellwether-" + service, kafka.bootstrapServers())) {
            running.awaitAnswer("started", 200, Duration.ofMinutes(2));
            running.awaitAnswer("ready", 200, Duration.ofMinutes(1));
            // It lives, whatever Kafka and the database do: nothing is asked about.
            assertThat(running.body("live")).contains("\"status\": \"UP\"").contains("\"checks\": [\n    ]");

            running.terminate();

            // For as long as the delay it takes calls, and says that nobody new should come.
            running.awaitAnswer("ready", 503, Duration.ofSeconds(10));
            assertThat(running.answersCalls()).isTrue();
            assertThat(running.exitValue(Duration.ofSeconds(30))).as("ended by SIGTERM: 128 + 15").isIn(0, 143);
        }
    }

    @Test
    void a_migration_that_fails_fails_its_job() throws Exception {
        postgres.createDatabase("broken");
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("broken"), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var sql = connection.createStatement()) {
            sql.execute("CREATE TABLE log_offset (somebody text)");
        }
        KubernetesObject job = RENDERING.one("Job", "cs-bellwether-features-migration");
        Map<String, String> environment = environment(RENDERING, job, postgres.port(), "nobody.invalid:9092");
        environment.put("BELLWETHER_DATABASE_NAME", "broken");
        try (ChartServiceProcess migration = ChartServiceProcess.start("feature-service", environment, folder.resolve("broken.log"))) {
            assertThat(migration.exitValue(Duration.ofMinutes(2))).as(migration.log()).isPositive();
        }
    }

    private static ChartServiceProcess process(String service, String kind, String name, String kafka) {
        return ChartServiceProcess.start(FactsTest.program(service),
                environment(RENDERING, RENDERING.one(kind, name), postgres.port(), kafka), folder.resolve(name + ".log"));
    }

    /// What its container would have, but for places and ports, and with secrets that hold something.
    static Map<String, String> environment(Rendering rendering, KubernetesObject workload, int postgres, String kafka) {
        Map<String, String> environment = new TreeMap<>(Environment.of(rendering, workload));
        Environment.secretsOf(workload).forEach((variable, secret) -> environment.put(variable, secret.startsWith("bellwether-database/")
                ? LocalPostgres.USER : KEY));
        environment.put("BELLWETHER_DATABASE_HOST", "localhost");
        environment.put("BELLWETHER_DATABASE_PORT", Integer.toString(postgres));
        environment.computeIfPresent("BELLWETHER_KAFKA_BOOTSTRAP_SERVERS", (_, _) -> kafka);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(FreePort.choose()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePort.choose()));
        return environment;
    }

    private static int migrations(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(database), LocalPostgres.USER, LocalPostgres.PASSWORD);
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
