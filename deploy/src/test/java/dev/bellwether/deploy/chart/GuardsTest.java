package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Values that contradict each other are refused with a sentence that says what to do.
class GuardsTest {

    static Stream<Arguments> contradictions() {
        String min = "minimal";
        return Stream.of(
                arguments(min, Map.of("credentials.existingSecret", ""),
                        "credentials.existingSecret is needed: the Secret with what the services show each other."),
                arguments(min, Map.of("credentials.serviceKey", ""), "credentials.serviceKey is needed"),
                arguments(min, Map.of("credentials.adminKey", ""),
                        "No caller could authenticate: set oidc.issuer, whose tokens are then taken, or credentials.adminKey"),
                arguments("production", Map.of("credentials.metricsKey", ""),
                        "monitoring.serviceMonitors.enabled without credentials.metricsKey: without a credential metrics are refused"),
                arguments(min, Map.of("kafka.bootstrapServers", ""), "kafka.bootstrapServers is needed: host:port of Kafka."),
                arguments(min, Map.of("database.host", ""), "database.host is needed"),
                arguments(min, Map.of("database.existingSecret", ""), "database.existingSecret is needed"),
                arguments(min, Map.of("database.tls.mode", "verify-full"),
                        "database.tls.mode verify-full needs database.tls.existingSecret: the Secret with the certificate authority"),
                arguments("autoscaled", Map.of("database.host", "postgres"),
                        "cloudnativepg.enabled and database.host are two databases: leave one out."),
                arguments(min, Map.of("services.playbooks.image.digest", ""), "services.playbooks.image.digest is needed, as in 'sha256:"),
                arguments(min, Map.of("defaults.replicas", 13, "database.maxConnections", 9999),
                        "services.features may have 13 replicas, but there are 12 partitions, and one partition is worked on by one replica"),
                arguments("autoscaled", Map.of("services.features.autoscaling.maxReplicas", 25, "database.maxConnections", 9999),
                        "services.features may have 25 replicas, but there are 24 partitions"),
                arguments("autoscaled", Map.of("services.features.autoscaling.minReplicas", 13),
                        "services.features.autoscaling.minReplicas is 13, more than maxReplicas, which is 12."),
                arguments("autoscaled",
                        Map.of("services.ingestion.autoscaling.targetCpu", 0, "services.ingestion.autoscaling.lagPerReplica", 0),
                        "services.ingestion.autoscaling has nothing to go by: set targetCpu or lagPerReplica."),
                arguments("autoscaled", Map.of("defaults.autoscaling.lagPerReplica", 0),
                        "services.features.autoscaling.lagPerReplica is needed for a ScaledObject"),
                arguments("autoscaled", Map.of("monitoring.prometheus.address", ""),
                        "services.features.autoscaling.kind ScaledObject needs monitoring.prometheus.address: KEDA asks Prometheus"),
                // 10 + 20 + 15 seconds: by hand
                arguments(min, Map.of("services.segmentation.terminationGracePeriodSeconds", 45),
                        "services.segmentation would be killed before it has ended: shutdown.delaySeconds, shutdown.timeoutSeconds and"
                                + " 15 seconds for its batches are 45 seconds, and terminationGracePeriodSeconds is 45."),
                arguments("mtls", Map.of("tls.existingSecret", ""),
                        "tls.enabled needs tls.existingSecret (or services.features.tls.existingSecret)"),
                arguments("mtls", Map.of("services.features.tls.enabled", false),
                        "services.features.tls.enabled differs from tls.enabled: the services talk to each other"),
                arguments(min, Map.of("services.features.environment", Map.of("BELLWETHER_ADMIN_KEY", "no-secret-any-more")),
                        "services.features.environment.BELLWETHER_ADMIN_KEY looks like a secret, and would stand in a ConfigMap"),
                arguments(min, Map.of("kafka.properties", Map.of("sasl.jaas.config", "no-secret-any-more")),
                        "kafka.properties has sasl.jaas.config, which is secret, and would stand in a ConfigMap"),
                arguments(min, Map.of("defaults.environment", Map.of("QUARKUS_DATASOURCE_USERNAME", "cs")),
                        "services.features.environment.QUARKUS_DATASOURCE_USERNAME would not count: its value comes from the key username of Secret"
                                + " bellwether-database."),
                arguments(min, Map.of("kafka.secretProperties", secret("ssl.truststore.certificates"),
                        "services.playbooks.environment",
                        Map.of("BELLWETHER_KAFKA_PROPERTIES__SSL_TRUSTSTORE_CERTIFICATES_", "-----BEGIN")),
                        "services.playbooks.environment.BELLWETHER_KAFKA_PROPERTIES__SSL_TRUSTSTORE_CERTIFICATES_ would not count: its value comes from"
                                + " the key ca.crt of Secret kafka."),
                arguments(min, Map.of("kafka.properties", Map.of("ssl.truststore.certificates", "-----BEGIN"),
                        "kafka.secretProperties", secret("ssl.truststore.certificates")),
                        "ssl.truststore.certificates stands in kafka.properties and comes from the key ca.crt of Secret kafka"),
                arguments("autoscaled", Map.of("kafka.properties", Map.of("ssl.truststore.certificates", "-----BEGIN")),
                        "ssl.truststore.certificates stands in kafka.properties and comes from the key ca.crt of Secret"),
                // 4 services of 2 replicas and one more, with 20 connections each: 240, and 10 are reserved
                arguments(min, Map.of("database.maxConnections", 249),
                        "PostgreSQL at postgres.data:5432 takes 249 connections (database.maxConnections), 10 of which are reserved, and the services"
                                + " may need 240: replicas, and one more during an upgrade, times pool, which is 3 × 20 for features, 3 × 20 for ingestion"),
                arguments("external", Map.of("services.playbooks.pool", 61),
                        "PostgreSQL at playbooks.db.example.com:6432 takes 200 connections (database.maxConnections), 20 of which are reserved, and the"
                                + " services may need 183"),
                arguments(min, Map.of("gateway.enabled", true), "gateway.enabled needs gateway.parentRefs"),
                arguments("production", Map.of("gateway.http.hostnames", List.of(), "gateway.grpc.hostnames", List.of()),
                        "gateway.enabled needs host names"),
                arguments("production", Map.of("gateway.grpc.hostnames", List.of("events.example.com")),
                        "events.example.com stands in gateway.http.hostnames and in gateway.grpc.hostnames"),
                arguments(min, Map.of("ingress.enabled", true), "ingress.enabled needs ingress.host"),
                arguments("production", Map.of("monitoring.alerts.runbooks", ""),
                        "monitoring.alerts.enabled needs monitoring.alerts.runbooks"),
                arguments(min, Map.of("monitoring.serviceMonitors.enabled", true),
                        "monitoring.serviceMonitors.enabled needs networkPolicy.monitoring"),
                arguments("autoscaled", Map.of("strimzi.cluster", ""), "strimzi.topics and strimzi.users need strimzi.cluster"),
                arguments("autoscaled", Map.of("strimzi.topics.minInSyncReplicas", 4),
                        "strimzi.topics.minInSyncReplicas is 4, more than strimzi.topics.replicas, which is 3: nothing could be written."),
                arguments(min, Map.of("enabled", false), "enabled is false, and the chart is rendered all the same"),
                arguments(min, Map.of("fullnameOverride", "4711"), "Kubernetes refuses Services whose names begin with '4711'"),
                arguments(min, Map.of("fullnameOverride", "a".repeat(41)),
                        "'" + "a".repeat(41) + "', which has 41 characters, and 40 are left for it"),
                arguments(min, Map.of("nameOverride", "a".repeat(38)),
                        "'cs-" + "a".repeat(38) + "', which has 41 characters, and 40 are left for it"),
                arguments(min, Map.of("nameOverride", "a".repeat(64), "fullnameOverride", "cs"),
                        "nameOverride is a label's value, and those have at most 63 characters: it has 64."),
                arguments("mtls", Map.of("fullnameOverride", "a".repeat(32)), "'" + "a".repeat(32) + "' has 32, and 31 are left for it."),
                arguments(min, Map.of("labels", Map.of("app.kubernetes.io/component", "x")),
                        "labels may not set app.kubernetes.io/component"),
                arguments(min, Map.of("monitoring.alerts.labels", Map.of("strimzi.io/cluster", "x")),
                        "monitoring.alerts.labels may not set strimzi.io/cluster"),
                arguments("autoscaled", Map.of("cloudnativepg.parameters", Map.of("max_connections", "100")),
                        "cloudnativepg.parameters may not set max_connections: set database.maxConnections"),
                arguments(min, Map.of("services.features.podAnnotations", Map.of("checksum/configuration", "x")),
                        "services.features.podAnnotations may not set checksum/configuration"),
                arguments("autoscaled", Map.of("migration.enabled", true),
                        "cloudnativepg.enabled with migration.hook: the hook runs before the database is made."));
    }

    private static Map<String, Object> secret(String property) {
        return Map.of(property, Map.of("secret", "kafka", "key", "ca.crt"));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("contradictions")
    void what_cannot_work_is_refused_with_a_sentence(String values, Map<String, Object> changes, String sentence) {
        assertThat(Chart.refusal(values(values), changes)).contains(sentence);
    }

    @Test
    void what_just_works_is_not_refused() {
        assertThat(Chart.render(Chart.MINIMAL, Map.of("database.maxConnections", 250)).objects()).isNotEmpty();
        assertThat(Chart.render(Chart.MINIMAL, Map.of("defaults.replicas", 12, "database.maxConnections", 1050)).objects()).isNotEmpty();
        assertThat(Chart.render(Chart.MINIMAL, Map.of("defaults.terminationGracePeriodSeconds", 46)).objects()).isNotEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_guard_is_among_them() throws IOException {
        List<String> refusals = contradictions()
                .map(contradiction -> Chart.refusal(values(contradiction.get()[0]), (Map<String, ?>) contradiction.get()[1]))
                .toList();
        String guards = Files.readString(Chart.FOLDER.resolve("templates/_guards.tpl"));
        List<Pattern> sentences = Pattern.compile("\\{\\{- fail \\(?(?:printf )?\"([^\"]+)\"").matcher(guards).results()
                .map(match -> Pattern
                        .compile(Arrays.stream(match.group(1).split("%[sd]", -1)).map(Pattern::quote).collect(Collectors.joining(".+"))))
                .toList();
        assertThat(sentences).hasSizeGreaterThan(25)
                .allMatch(sentence -> refusals.stream().anyMatch(refusal -> sentence.matcher(refusal).find()));
    }

    private static Path values(Object name) {
        return Chart.FOLDER.resolve("ci/" + name + "-values.yaml");
    }
}
