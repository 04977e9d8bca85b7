package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every pod that any values make.
class PodsTest {

    private static final Set<String> SERVICES = Set.of("ingestion", "features", "segmentation", "playbooks");

    /// The Pod Security Standard "restricted", rule by rule, and a root that cannot be written to.
    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_pod_is_restricted_and_can_write_to_its_tmp_only(Rendering rendering) {
        assertThat(rendering.workloads()).isNotEmpty().allSatisfy(workload -> {
            JsonNode pod = workload.podSpec().path("securityContext");
            assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("runAsUser").asInt()).isPositive();
            assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(workload.podSpec().has(shared)).isFalse();
            }
            assertThat(elements(workload.podSpec().path("volumes"))).allMatch(volume -> volume.has("emptyDir") || volume.has("secret"));
            assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(context.path("privileged").asBoolean()).isFalse();
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
                assertThat(elements(container.path("volumeMounts")))
                        .allMatch(mount -> mount.path("readOnly").asBoolean() || mount.path("mountPath").asText().equals("/tmp"))
                        .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp"));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void no_pod_and_no_service_account_gets_a_token_of_the_cluster(Rendering rendering) {
        assertThat(rendering.workloads()).allSatisfy(workload -> {
            assertThat(workload.podSpec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(workload.podSpec().path("enableServiceLinks").asBoolean(true)).isFalse();
        });
        assertThat(rendering.all("ServiceAccount"))
                .isNotEmpty().allMatch(account -> !account.at("/automountServiceAccountToken").asBoolean(true));
        assertThat(rendering.all("Deployment")).allSatisfy(
                deployment -> assertThat(deployment.podSpec().path("serviceAccountName").asText()).isEqualTo(deployment.name()));
        assertThat(rendering.workloads().map(workload -> workload.podSpec().path("serviceAccountName").asText())
                .filter(name -> !name.isEmpty()))
                .allMatch(name -> rendering.has("ServiceAccount", name));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_image_is_named_by_its_digest(Rendering rendering) {
        assertThat(rendering.workloads().flatMap(KubernetesObject::containers).map(container -> container.path("image").asText()))
                .isNotEmpty().allMatch(image -> image.matches("[^@:]+(:[0-9]+/[^@:]+)?@sha256:[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_container_says_what_it_needs_and_how_much_memory_it_may_have(Rendering rendering) {
        assertThat(rendering.workloads().flatMap(KubernetesObject::containers)).allSatisfy(container -> {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_service_is_asked_on_its_management_port_whether_it_has_started_is_ready_and_lives(Rendering rendering) {
        assertThat(rendering.all("Deployment").map(KubernetesObject::component)).containsExactlyInAnyOrderElementsOf(SERVICES);
        Map<String, String> paths =
                Map.of("startupProbe", "/q/health/started", "readinessProbe", "/q/health/ready", "livenessProbe", "/q/health/live");
        assertThat(rendering.all("Deployment").flatMap(KubernetesObject::containers)).hasSize(4)
                .allSatisfy(container -> paths.forEach((probe, path) -> {
                    assertThat(container.at("/" + probe + "/httpGet/path").asText()).isEqualTo(path);
                    assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
                    assertThat(elements(container.path("ports")).filter(port -> port.path("name").asText().equals("management")))
                            .hasSize(1);
                }));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void a_rolling_upgrade_never_has_fewer_replicas_and_lets_each_end_its_calls(Rendering rendering) {
        assertThat(rendering.all("Deployment")).allSatisfy(deployment -> {
            assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
            assertThat(deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt()).isPositive();
            Map<String, String> environment = Environment.of(rendering, deployment);
            int delay = seconds(environment.get("QUARKUS_SHUTDOWN_DELAY"));
            int timeout = seconds(environment.get("QUARKUS_SHUTDOWN_TIMEOUT"));
            assertThat(delay).isPositive();
            assertThat(delay + timeout).isLessThan(deployment.podSpec().path("terminationGracePeriodSeconds").asInt());
        });
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void replicas_are_spread_and_drained_one_after_the_other(Rendering rendering) {
        assertThat(rendering.all("Deployment"))
                .allSatisfy(deployment -> assertThat(elements(deployment.podSpec().path("topologySpreadConstraints"))).isNotEmpty()
                        .allSatisfy(constraint -> assertThat(selects(constraint.path("labelSelector"), deployment.podLabels())).isTrue()));
        assertThat(rendering.all("PodDisruptionBudget")).allSatisfy(budget -> {
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isPositive();
            assertThat(selects(budget.at("/spec/selector"), rendering.one("Deployment", budget.name()).podLabels())).isTrue();
        });
    }

    @Test
    void a_service_may_do_without_a_disruption_budget() {
        Rendering autoscaled = Chart.rendering("autoscaled");
        assertThat(autoscaled.all("PodDisruptionBudget").map(KubernetesObject::component))
                .containsExactlyInAnyOrder("ingestion", "features", "segmentation");
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_selector_selects_the_pods_of_one_workload_and_no_others(Rendering rendering) {
        assertThat(rendering.all("Deployment")).allSatisfy(
                deployment -> assertThat(selected(rendering, deployment.at("/spec/selector"))).containsExactly(deployment.name()));
        assertThat(rendering.all("Service")).allSatisfy(service -> {
            Set<String> selected = selected(rendering, JsonObjects.object("matchLabels", service.at("/spec/selector")));
            assertThat(selected).containsExactly(service.name());
            Set<String> ports =
                    rendering.one("Deployment", service.name()).containers().flatMap(container -> elements(container.path("ports")))
                            .map(port -> port.path("name").asText()).collect(Collectors.toSet());
            assertThat(elements(service.at("/spec/ports"))).allMatch(port -> ports.contains(port.path("targetPort").asText()));
        });
        assertThat(rendering.all("ServiceMonitor")).allSatisfy(monitor -> {
            assertThat(rendering.all("Service").filter(service -> selects(monitor.at("/spec/selector"), service.labels()))
                    .map(KubernetesObject::name))
                    .containsExactly(monitor.name());
            assertThat(monitor.at("/spec/endpoints/0/port").asText()).isEqualTo("management");
        });
    }

    @Test
    void a_changed_configuration_restarts_the_pods() {
        Rendering one = Chart.render(Chart.MINIMAL);
        Rendering same = Chart.render(Chart.MINIMAL, Map.of("services.features.replicas", 1));
        Rendering other = Chart.render(Chart.MINIMAL, Map.of("services.features.environment", Map.of("BELLWETHER_CLOCK_OFFSET", "PT0S")));
        assertThat(checksum(one, "features")).isEqualTo(checksum(same, "features")).isNotEqualTo(checksum(other, "features"));
        assertThat(checksum(one, "playbooks")).isEqualTo(checksum(other, "playbooks"));
    }

    private static String checksum(Rendering rendering, String service) {
        return rendering.one("Deployment", "cs-bellwether-" + service).pod().at("/metadata/annotations").path("checksum/configuration")
                .asText();
    }

    private static Set<String> selected(Rendering rendering, JsonNode selector) {
        return rendering.workloads().filter(workload -> selects(selector, workload.podLabels())).map(KubernetesObject::name)
                .collect(Collectors.toSet());
    }

    static boolean selects(JsonNode selector, Map<String, String> labels) {
        assertThat(selector.has("matchExpressions")).isFalse();
        return labels.entrySet().containsAll(KubernetesObject.strings(selector.path("matchLabels")).entrySet());
    }

    private static int seconds(String duration) {
        assertThat(duration).matches("[0-9]+s");
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }
}
