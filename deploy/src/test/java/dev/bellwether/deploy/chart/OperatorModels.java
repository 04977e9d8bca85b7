package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of operators' kinds. Where there are models of them, what is read into one and written again must be all that was there, and
/// the operator's fields only; the others are held against the fields of their documentation that the chart uses.
final class OperatorModels {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Map<String, Class<?>> MODELS = Map.of(
            "GRPCRoute", GRPCRoute.class,
            "HTTPRoute", HTTPRoute.class,
            "PrometheusRule", PrometheusRule.class,
            "ServiceMonitor", ServiceMonitor.class,
            "KafkaTopic", KafkaTopic.class,
            "KafkaUser", KafkaUser.class);

    /// Fields of `spec`, several levels of them with dots between; `[]` stands for each element. What is below a field that is named
    /// whole is free.
    private static final Map<String, Set<String>> FIELDS = Map.of(
            // keda.sh/v1alpha1
            "ScaledObject", Set.of("scaleTargetRef.apiVersion", "scaleTargetRef.kind", "scaleTargetRef.name", "pollingInterval",
                    "minReplicaCount", "maxReplicaCount", "fallback.failureThreshold", "fallback.replicas",
                    "advanced.horizontalPodAutoscalerConfig.behavior", "triggers[].type", "triggers[].metricType", "triggers[].metadata",
                    "triggers[].authenticationRef.name"),
            // postgresql.cnpg.io/v1
            "Cluster", Set.of("instances", "imageName", "bootstrap.initdb.database", "bootstrap.initdb.owner", "postgresql.parameters",
                    "managed.roles[].name", "managed.roles[].ensure", "managed.roles[].login", "managed.roles[].inRoles[]", "storage.size",
                    "storage.storageClass", "resources"),
            "Database", Set.of("name", "owner", "cluster.name", "databaseReclaimPolicy"));

    private OperatorModels() {}

    static List<String> wrongWith(String kind, String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            List<String> wrong = new ArrayList<>();
            if (MODELS.containsKey(kind)) {
                Object model = MAPPER.readValue(text, MODELS.get(kind));
                lost("", json, MAPPER.valueToTree(model), wrong);
                Unknown.in(model, "", wrong);
            } else if (FIELDS.containsKey(kind)) {
                unknown("", json.path("spec"), FIELDS.get(kind), wrong);
            } else {
                wrong.add("there is no model of a " + kind);
            }
            return wrong;
        } catch (JsonProcessingException fault) {
            return List.of(fault.getOriginalMessage());
        }
    }

    private static void lost(String path, JsonNode given, JsonNode kept, List<String> wrong) {
        if (given.isObject()) {
            given.properties().forEach(entry -> lost(path + "/" + entry.getKey(), entry.getValue(), kept.path(entry.getKey()), wrong));
        } else if (given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                lost(path + "/" + i, given.get(i), kept.path(i), wrong);
            }
        } else if (kept.isMissingNode()) {
            wrong.add(path + " is not kept");
        }
    }

    private static void unknown(String path, JsonNode json, Set<String> fields, List<String> wrong) {
        if (fields.contains(path)) {
            return;
        }
        if (json.isObject()) {
            json.properties().forEach(
                    entry -> unknown(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), fields, wrong));
        } else if (json.isArray()) {
            json.forEach(element -> unknown(path + "[]", element, fields, wrong));
        } else {
            wrong.add(path + " is not known");
        }
    }
}
