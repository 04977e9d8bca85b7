package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is secret stands in Secrets that others make; the chart only says where.
class SecretsTest {

    private static final Pattern SECRET = Pattern.compile("(?i).*(password|jaas|_key$|_key_$|token|secret).*");
    /// Named like a secret, and the path of a file.
    private static final Pattern FILE = Pattern.compile("/etc/bellwether/.*");

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void the_chart_makes_no_secret(Rendering rendering) {
        assertThat(rendering.all("Secret")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void no_secret_stands_in_an_environment_or_a_config_map(Rendering rendering) {
        assertThat(rendering.workloads()).allSatisfy(workload -> {
            assertThat(Environment.of(rendering, workload)).allSatisfy(
                    (name, value) -> assertThat(SECRET.matcher(name).matches() && !FILE.matcher(value).matches()).as(name).isFalse());
            assertThat(workload.containers().flatMap(container -> elements(container.path("env")))
                    .filter(variable -> variable.has("valueFrom")))
                    .allSatisfy(variable -> assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty());
        });
    }

    @Test
    void every_service_gets_what_the_secrets_hold() {
        Rendering minimal = Chart.rendering("minimal");
        assertThat(minimal.all("Deployment")).allSatisfy(service -> assertThat(Environment.secretsOf(service)).isEqualTo(Map.of(
                "BELLWETHER_ADMIN_KEY", "bellwether-credentials/admin-key",
                "BELLWETHER_METRICS_KEY", "bellwether-credentials/metrics-key",
                "BELLWETHER_SERVICE_KEY", "bellwether-credentials/service-key",
                "QUARKUS_DATASOURCE_PASSWORD", "bellwether-database/password",
                "QUARKUS_DATASOURCE_USERNAME", "bellwether-database/username")));
        assertThat(Environment.secretsOf(Chart.rendering("external").one("Deployment", "cs-features")))
                .containsEntry("QUARKUS_DATASOURCE_PASSWORD", "features-database/password")
                .containsEntry("BELLWETHER_KAFKA_PROPERTIES__SASL_JAAS_CONFIG_", "managed-kafka/jaas")
                .doesNotContainKeys("BELLWETHER_METRICS_KEY", "BELLWETHER_ADMIN_KEY");
    }

    /// A migration needs the database, and is told nothing else.
    @Test
    void a_migration_gets_the_databases_credentials_only() {
        assertThat(Chart.rendering("minimal").all("Job")).hasSize(4).allSatisfy(job -> assertThat(Environment.secretsOf(job))
                .containsOnlyKeys("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD"));
    }

    @Test
    void prometheus_shows_the_metrics_credential_and_it_comes_from_the_same_secret() {
        assertThat(Chart.rendering("production").all("ServiceMonitor")).hasSize(4).allSatisfy(monitor -> {
            JsonNode authorization = monitor.at("/spec/endpoints/0/authorization");
            assertThat(authorization.path("type").asText()).isEqualTo("Bearer");
            assertThat(authorization.at("/credentials/name").asText()).isEqualTo("bellwether-credentials");
            assertThat(authorization.at("/credentials/key").asText()).isEqualTo("metrics-key");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void a_certificate_is_mounted_where_the_settings_say_that_it_is(Rendering rendering) {
        assertThat(rendering.workloads()).allSatisfy(workload -> assertThat(Environment.of(rendering, workload).values())
                .filteredOn(value -> FILE.matcher(value).matches())
                .allSatisfy(file -> {
                    String folder = file.replaceFirst("/[^/]*$", "");
                    JsonNode mount = workload.containers().flatMap(container -> elements(container.path("volumeMounts")))
                            .filter(candidate -> candidate.path("mountPath").asText().equals(folder)).findFirst().orElseThrow();
                    JsonNode volume = elements(workload.podSpec().path("volumes"))
                            .filter(candidate -> candidate.path("name").equals(mount.path("name"))).findFirst().orElseThrow();
                    assertThat(elements(volume.at("/secret/items")).map(item -> folder + "/" + item.path("path").asText())).contains(file);
                    assertThat(volume.at("/secret/secretName").asText()).isNotEmpty();
                }));
    }

    @Test
    void a_service_may_have_a_certificate_of_its_own() {
        Rendering mtls = Chart.rendering("mtls");
        assertThat(mtls.one("Deployment", "cs-bellwether-ingestion").podSpec().path("volumes").toString())
                .contains("\"secretName\":\"ingestion-tls\"");
        assertThat(mtls.one("Deployment", "cs-bellwether-features").podSpec().path("volumes").toString())
                .contains("\"secretName\":\"bellwether-tls\"");
    }
}
