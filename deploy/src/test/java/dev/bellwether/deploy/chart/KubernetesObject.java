package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

record KubernetesObject(JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    String component() {
        return labels().get("app.kubernetes.io/component");
    }

    Map<String, String> labels() {
        return strings(json.at("/metadata/labels"));
    }

    /// @param pointer a JSON pointer, as in `/spec/replicas`
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    /// The pod, or the template of the pods, that it makes; missing when it makes none.
    JsonNode pod() {
        return kind().equals("Pod") ? json : json.at("/spec/template");
    }

    JsonNode podSpec() {
        return pod().path("spec");
    }

    Map<String, String> podLabels() {
        return strings(pod().at("/metadata/labels"));
    }

    Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers").flatMap(list -> elements(podSpec().path(list)));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
