package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void calls_over_http_go_to_the_doors_and_to_recommendations() {
        Rendering production = Chart.rendering("production");
        assertThat(production.all("HTTPRoute").map(KubernetesObject::component)).containsExactlyInAnyOrder("ingestion", "playbooks");
        assertThat(paths(production, "ingestion")).containsExactly("/v1");
        // The longer prefix wins.
        assertThat(paths(production, "playbooks")).containsExactly("/v1/tenants", "/openapi");
        assertThat(production.all("HTTPRoute")).allMatch(route -> route.at("/spec/hostnames/0").asText().equals("events.example.com"));
    }

    @Test
    void calls_over_grpc_go_to_the_service_that_they_name_and_the_operators_is_not_among_them() {
        Rendering production = Chart.rendering("production");
        assertThat(production.all("GRPCRoute")).hasSize(4).allSatisfy(route -> {
            assertThat(elements(route.at("/spec/rules/0/matches")).map(match -> match.at("/method/service").asText()))
                    .isNotEmpty().noneMatch(service -> service.contains(".operations."));
            JsonNode backend = route.at("/spec/rules/0/backendRefs/0");
            assertThat(elements(production.one("Service", backend.path("name").asText()).at("/spec/ports"))
                    .map(port -> port.path("port").asInt()))
                    .contains(backend.path("port").asInt());
        });
    }

    @Test
    void an_ingress_is_for_one_host_and_its_certificate() {
        KubernetesObject ingress = Chart.rendering("mtls").one("Ingress", "cs-bellwether");
        assertThat(ingress.at("/spec/tls/0/hosts/0").asText()).isEqualTo("bellwether.example.com");
        assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("bellwether.example.com");
        assertThat(elements(ingress.at("/spec/rules/0/http/paths"))
                .map(path -> path.at("/path").asText() + " " + path.at("/backend/service/name").asText()))
                .containsExactlyInAnyOrder("/v1 cs-bellwether-ingestion", "/v1/tenants cs-bellwether-playbooks",
                        "/openapi cs-bellwether-playbooks");
    }

    @Test
    void further_objects_are_templates_too() {
        assertThat(Chart.rendering("mtls").one("ConfigMap", "cs-bellwether-contacts").at("/metadata/namespace").asText())
                .isEqualTo("churn");
    }

    @Test
    void names_may_be_others() {
        Rendering named = Chart.render(Chart.MINIMAL, Map.of("nameOverride", "segments", "labels", Map.of("team", "data")));
        assertThat(named.all("Deployment").map(KubernetesObject::name)).contains("cs-segments-ingestion");
        assertThat(named.objects()).allMatch(object -> "data".equals(object.labels().get("team")));
        assertThat(Chart.rendering("external").all("Deployment").map(KubernetesObject::name)).contains("cs-ingestion");
    }

    private static java.util.stream.Stream<String> paths(Rendering rendering, String service) {
        return elements(rendering.one("HTTPRoute", "cs-bellwether-" + service).at("/spec/rules/0/matches"))
                .map(match -> match.at("/path/value").asText());
    }
}
