package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every object against what its API knows: Kubernetes' own by the generated client's check, those of operators by their models.
class KubernetesSchemaTest {

    private static final Set<String> KUBERNETES =
            Set.of("v1", "apps/v1", "batch/v1", "autoscaling/v2", "policy/v1", "networking.k8s.io/v1");

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void every_object_is_one_that_its_api_takes(Rendering rendering) {
        List<String> wrong = rendering.objects().stream()
                .flatMap(object -> wrongWith(object).stream().map(fault -> object + ": " + fault))
                .toList();
        assertThat(wrong).isEmpty();
    }

    /// The models of operators know their fields; their schemas know what is needed, and which form it has.
    @Test
    void every_object_of_an_operator_is_one_that_its_schema_takes() throws IOException {
        List<JsonNode> objects = Chart.renderings().flatMap(rendering -> rendering.objects().stream())
                .filter(object -> object.apiVersion().matches("(keda\\.sh|gateway\\.networking\\.k8s\\.io|monitoring\\.coreos\\.com)/.*"))
                .map(KubernetesObject::json).toList();
        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(wrongBySchema(objects)).isEmpty();

        JsonNode nameless = Yaml.documents(objects.getFirst().toString().replace("\"name\"", "\"title\"")).getFirst();
        assertThat(wrongBySchema(List.of(nameless))).isNotEmpty();
    }

    private static List<String> wrongBySchema(List<JsonNode> objects) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return KubernetesObject.elements(json.readTree(ChartNodePackages.run("operators.js", json.writeValueAsString(objects))))
                .map(JsonNode::asText).toList();
    }

    @Test
    void the_renderings_together_have_every_kind_that_the_chart_knows() {
        Set<String> kinds = Chart.renderings().flatMap(rendering -> rendering.objects().stream())
                .map(KubernetesObject::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactly("Cluster", "ConfigMap", "Database", "Deployment", "GRPCRoute", "HTTPRoute",
                "HorizontalPodAutoscaler", "Ingress", "Job", "KafkaTopic", "KafkaUser", "NetworkPolicy", "Pod", "PodDisruptionBudget",
                "PrometheusRule", "ScaledObject", "Service", "ServiceAccount", "ServiceMonitor");
    }

    @Test
    void the_check_finds_a_misspelt_field_wherever_it_is() {
        KubernetesObject deployment = Chart.rendering("minimal").one("Deployment", "cs-bellwether-ingestion");
        String text = deployment.json().toString().replace("\"readOnlyRootFilesystem\"", "\"readonlyRootFilesystem\"");
        assertThatThrownBy(() -> byTheClient(deployment, text)).hasMessageContaining("readonlyRootFilesystem");

        KubernetesObject monitor = Chart.rendering("production").one("ServiceMonitor", "cs-bellwether-ingestion");
        assertThat(OperatorModels.wrongWith("ServiceMonitor", monitor.json().toString().replace("\"interval\"", "\"intervall\"")))
                .containsExactly("/spec/endpoints/0/intervall is not known");
    }

    private static List<String> wrongWith(KubernetesObject object) {
        if (!KUBERNETES.contains(object.apiVersion())) {
            return OperatorModels.wrongWith(object.kind(), object.json().toString());
        }
        try {
            byTheClient(object, object.json().toString());
            return List.of();
        } catch (Exception fault) {
            return List.of(fault.getMessage());
        }
    }

    private static void byTheClient(KubernetesObject object, String text) throws Exception {
        String version = object.apiVersion().replaceFirst(".*/", "");
        Class<?> model = Class.forName("io.kubernetes.client.openapi.models.V" + version.substring(1) + object.kind());
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(text));
        } catch (InvocationTargetException refused) {
            throw (Exception) refused.getCause();
        }
    }
}
