package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// All objects that the chart makes of some values.
///
/// @param name of the values
record Rendering(String name, List<KubernetesObject> objects) {

    Rendering(String name, Iterable<JsonNode> documents) {
        this(name, StreamSupport.stream(documents.spliterator(), false)
                .map(KubernetesObject::new).toList());
    }

    Stream<KubernetesObject> all(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind));
    }

    KubernetesObject one(String kind, String name) {
        return all(kind).filter(object -> object.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + this.name));
    }

    boolean has(String kind, String name) {
        return all(kind).anyMatch(object -> object.name().equals(name));
    }

    /// What runs: Deployments, Jobs and bare Pods.
    Stream<KubernetesObject> workloads() {
        return objects.stream().filter(object -> !object.podSpec().isMissingNode());
    }

    @Override
    public String toString() {
        return name;
    }
}
