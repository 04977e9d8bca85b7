package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A container's environment variables.
final class Environment {

    private Environment() {}

    /// Those whose values are not secret.
    static Map<String, String> of(Rendering rendering, KubernetesObject workload) {
        Map<String, String> environment = new TreeMap<>();
        workload.containers().forEach(container -> {
            elements(container.path("envFrom")).forEach(from -> environment.putAll(
                    KubernetesObject.strings(rendering.one("ConfigMap", from.at("/configMapRef/name").asText()).at("/data"))));
            elements(container.path("env")).filter(variable -> variable.has("value"))
                    .forEach(variable -> environment.put(variable.path("name").asText(), variable.path("value").asText()));
        });
        return environment;
    }

    /// Those that come from Secrets: the Secret's name and the key in it, with a slash between.
    static Map<String, String> secretsOf(KubernetesObject workload) {
        Map<String, String> secrets = new TreeMap<>();
        workload.containers().flatMap(container -> elements(container.path("env"))).filter(variable -> variable.has("valueFrom"))
                .forEach(variable -> secrets.put(variable.path("name").asText(), reference(variable.at("/valueFrom/secretKeyRef"))));
        return secrets;
    }

    static Stream<String> namesOf(Rendering rendering, KubernetesObject workload) {
        return Stream.concat(of(rendering, workload).keySet().stream(), secretsOf(workload).keySet().stream());
    }

    private static String reference(JsonNode secretKey) {
        return secretKey.path("name").asText() + "/" + secretKey.path("key").asText();
    }
}
