package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import dev.bellwether.embedded.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services with what the chart gives them for a Kafka that asks who they are and is reached over TLS only: every client of each gets
/// through.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecureKafkaTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"bellwether\" password=\"%s\";";
    private static final String PASSWORD = "of-the-tests-only";
    private static final Map<String, String> PROPERTIES = Map.of(
            "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "ssl.truststore.type", "PEM");
    private static final Rendering RENDERING = Chart.render(Chart.MINIMAL, Map.of(
            "migration", Map.of("enabled", false),
            "kafka.properties", PROPERTIES,
            "kafka.secretProperties", Map.of(
                    "sasl.jaas.config", Map.of("secret", "kafka", "key", "jaas"),
                    "ssl.truststore.certificates", Map.of("secret", "kafka", "key", "ca.crt"))));

    @TempDir
    static Path folder;

    private static String authority;
    private static LocalPostgres postgres;
    private static LocalKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        Certificate certificate = Certificate.forLocalhost(folder.resolve("certificate"));
        authority = Files.readString(certificate.folder().resolve("ca.crt"));
        postgres = LocalPostgres.start(folder.resolve("postgres"), 0, List.of("ingestion", "features", "segmentation", "playbooks"));
        kafka = LocalKafka.start(folder.resolve("kafka"), 0, Map.of(
                "listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms", "PLAIN",
                "sasl.mechanism.inter.broker.protocol", "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                JAAS.formatted(PASSWORD).replace(";", " user_bellwether=\"" + PASSWORD + "\";"),
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", Files.readString(certificate.folder().resolve("tls.crt")),
                "ssl.keystore.key", Files.readString(certificate.folder().resolve("tls.key")),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", authority));
    }

    @AfterAll
    static void stop() {
        kafka.close();
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ingestion, ingestion-service ingestion-service-identity ingestion-service-erasures",
        "features, feature-service",
        "segmentation, segmentation-service",
        "playbooks, playbook-service"
    })
    void with_the_password_and_the_authority_a_service_starts_and_its_groups_read(String service, String groups) throws Exception {
        try (ChartServiceProcess running = start(service, PASSWORD); Admin admin = Admin.create(clients())) {
            running.awaitAnswer("ready", 200, Duration.ofMinutes(2));
            for (String group : groups.split(" ")) {
                awaitMember(admin, group, running);
            }
            assertThat(running.log()).doesNotContain("Authentication").doesNotContain("SslHandshake").doesNotContain("disconnected");
        }
    }

    @Test
    void with_another_password_it_does_not_start_and_says_why() throws Exception {
        try (ChartServiceProcess running = start("playbooks", "guessed")) {
            assertThat(running.exitValue(Duration.ofMinutes(2))).isPositive();
            assertThat(running.log()).contains("Authentication failed");
        }
    }

    private static void awaitMember(Admin admin, String group, ChartServiceProcess running) throws Exception {
        Eventually.eventually(() -> assertThat(hasPartitions(admin, group)).as("%s reads: %s", group, running.log()).isTrue());
    }

    private static boolean hasPartitions(Admin admin, String group) throws InterruptedException {
        try {
            ConsumerGroupDescription described = admin.describeConsumerGroups(Set.of(group)).all().get().get(group);
            return described.members().stream().anyMatch(member -> !member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private static Map<String, Object> clients() {
        Map<String, Object> settings = new HashMap<>(PROPERTIES);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("sasl.jaas.config", JAAS.formatted(PASSWORD));
        settings.put("ssl.truststore.certificates", authority);
        return settings;
    }

    private static ChartServiceProcess start(String service, String password) {
        Map<String, String> environment = RunningServiceTest.environment(
                RENDERING, RENDERING.one("Deployment", "cs-bellwether-" + service), postgres.port(), kafka.bootstrapServers());
        environment.put("BELLWETHER_KAFKA_PROPERTIES__SASL_JAAS_CONFIG_", JAAS.formatted(password));
        environment.put("BELLWETHER_KAFKA_PROPERTIES__SSL_TRUSTSTORE_CERTIFICATES_", authority);
        return ChartServiceProcess.start(FactsTest.program(service), environment, folder.resolve(service + ".log"));
    }
}
