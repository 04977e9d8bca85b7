package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a pod may reach is what it is configured to reach: its environment says so, independently of the policies.
class NetworkPoliciesTest {

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void nothing_goes_in_or_out_that_is_not_named(Rendering rendering) {
        KubernetesObject denial = rendering.one("NetworkPolicy", fullname(rendering) + "-default-deny");
        assertThat(denial.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(denial.at("/spec").has("ingress")).isFalse();
        assertThat(denial.at("/spec").has("egress")).isFalse();
        assertThat(rendering.workloads()).isNotEmpty()
                .allMatch(workload -> PodsTest.selects(denial.at("/spec/podSelector"), workload.podLabels()));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void a_pod_may_reach_what_it_is_configured_to_reach_and_nothing_else(Rendering rendering) {
        assertThat(rendering.workloads())
                .allSatisfy(workload -> assertThat(allowed(rendering, workload)).isEqualTo(configured(rendering, workload)));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void a_service_admits_its_callers_each_to_its_own_port_only(Rendering rendering) {
        assertThat(rendering.all("Deployment")).allSatisfy(callee -> assertThat(rendering.all("Deployment")).allSatisfy(caller -> {
            boolean calls = Environment.of(rendering, caller).entrySet().stream()
                    .anyMatch(entry -> entry.getKey().startsWith("BELLWETHER_PEERS_") && entry.getValue().startsWith(callee.name() + "."));
            boolean anyPeer = ingress(rendering, callee).flatMap(rule -> elements(rule.path("from")))
                    .anyMatch(peer -> peer.toString().equals("{\"podSelector\":{}}"));
            Set<Integer> ports = ingress(rendering, callee)
                    .filter(rule -> elements(rule.path("from")).anyMatch(peer -> names(peer, caller)))
                    .flatMap(rule -> elements(rule.path("ports"))).map(port -> port.path("port").asInt()).collect(Collectors.toSet());
            assertThat(ports).isEqualTo(calls || anyPeer ? Set.of(port(callee, "api")) : Set.of());
        }));
    }

    @Test
    void the_metrics_scraper_reaches_the_management_port_only() {
        Rendering production = Chart.rendering("production");
        assertThat(production.all("Deployment")).allSatisfy(service -> assertThat(ingress(production, service)
                .filter(rule -> rule.path("from").toString().contains("observability"))
                .flatMap(rule -> elements(rule.path("ports"))).map(port -> port.path("port").asInt()))
                .containsExactly(port(service, "management")));
    }

    @Test
    void where_the_values_say_where_something_is_nothing_else_is_reached_on_its_port() {
        Rendering production = Chart.rendering("production");
        assertThat(production.all("Deployment").flatMap(service -> egress(production, service)))
                .filteredOn(rule -> ports(rule).anyMatch(port -> Set.of("TCP 5432", "TCP 9093", "TCP 4317").contains(port)))
                .isNotEmpty().allMatch(rule -> rule.path("to").size() == 1);
    }

    @Test
    void without_policies_there_are_none() {
        assertThat(Chart.render(Chart.MINIMAL, Map.of("networkPolicy.enabled", false)).all("NetworkPolicy")).isEmpty();
    }

    /// As in `TCP 5432`, and with the component where only that is meant.
    private static Set<String> allowed(Rendering rendering, KubernetesObject workload) {
        return egress(rendering, workload)
                .flatMap(rule -> ports(rule).map(port -> port + elements(rule.path("to"))
                        .map(peer -> peer.at("/podSelector/matchLabels").path("app.kubernetes.io/component").asText())
                        .filter(component -> !component.isEmpty()).map(component -> " of " + component).collect(Collectors.joining())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> configured(Rendering rendering, KubernetesObject workload) {
        Set<String> reached = new TreeSet<>(Set.of("UDP 53", "TCP 53"));
        if (workload.component().equals("test")) {
            workload.containers().flatMap(container -> elements(container.path("args"))).map(JsonNode::asText)
                    .filter(argument -> argument.matches("[^\\s]+\\.svc:[0-9]+")).forEach(address -> reached.add(peer(rendering, address)));
            return reached;
        }
        Map<String, String> environment = Environment.of(rendering, workload);
        if (environment.containsKey("BELLWETHER_OIDC_JWKS")) {
            // The issuer is not asked for the address of its keys.
            environment.remove("BELLWETHER_OIDC_ISSUER");
        }
        environment.forEach((name, value) -> {
            if (name.equals("BELLWETHER_DATABASE_PORT")) {
                reached.add("TCP " + value);
            } else if (name.equals("BELLWETHER_KAFKA_BOOTSTRAP_SERVERS")) {
                Arrays.stream(value.split(",")).forEach(server -> reached.add("TCP " + server.replaceFirst(".*:", "")));
            } else if (name.startsWith("BELLWETHER_PEERS_")) {
                reached.add(peer(rendering, value));
            } else if (value.matches("https?://.*")) {
                URI uri = URI.create(value);
                reached.add("TCP " + (uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80));
            }
        });
        if (rendering.name().equals("external") && !workload.component().endsWith("-migration")) {
            // Its brokers have another port than the one to begin with, and the values say so.
            reached.add("TCP 9093");
        }
        return reached;
    }

    private static String peer(Rendering rendering, String address) {
        String host = address.replaceFirst("\\..*", "");
        return "TCP " + address.replaceFirst(".*:", "") + " of " + rendering.one("Deployment", host).component();
    }

    private static boolean names(JsonNode peer, KubernetesObject workload) {
        return peer.has("podSelector") && !peer.has("namespaceSelector")
                && PodsTest.selects(peer.path("podSelector"), workload.podLabels());
    }

    private static int port(KubernetesObject deployment, String name) {
        return deployment.containers().flatMap(container -> elements(container.path("ports")))
                .filter(port -> port.path("name").asText().equals(name)).findFirst().orElseThrow().path("containerPort").asInt();
    }

    private static Stream<String> ports(JsonNode rule) {
        return elements(rule.path("ports")).map(port -> port.path("protocol").asText() + " " + port.path("port").asText());
    }

    private static Stream<JsonNode> ingress(Rendering rendering, KubernetesObject workload) {
        return rules(rendering, workload, "ingress");
    }

    private static Stream<JsonNode> egress(Rendering rendering, KubernetesObject workload) {
        return rules(rendering, workload, "egress");
    }

    private static Stream<JsonNode> rules(Rendering rendering, KubernetesObject workload, String direction) {
        List<KubernetesObject> policies = rendering.all("NetworkPolicy")
                .filter(policy -> PodsTest.selects(policy.at("/spec/podSelector"), workload.podLabels())).toList();
        assertThat(policies).hasSizeGreaterThanOrEqualTo(2);
        return policies.stream().flatMap(policy -> elements(policy.at("/spec/" + direction)));
    }

    private static String fullname(Rendering rendering) {
        return rendering.all("Deployment").findFirst().orElseThrow().name().replaceFirst("-[a-z]+$", "");
    }
}
