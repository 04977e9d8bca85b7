package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    private static final JsonNode SCHEMA = Yaml.read(Chart.FOLDER.resolve("values.schema.json"));

    @Test
    void the_chart_is_without_a_warning() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(lint.getMessages()).allMatch(message -> message.startsWith("[INFO]"));
        assertThat(lint.isFailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas", "kafka.bootstrapserver", "services.billing", "services.ingestion.replica",
        "defaults.resources.limit",
        "database.password", "credentials.adminPassword", "networkPolicy.egress", "monitoring.alerts.threshold", "gateway.http.hosts"})
    void an_unknown_value_is_refused(String path) {
        String name = path.replaceFirst(".*\\.", "");
        assertThat(Chart.refusal(Chart.MINIMAL, Map.of(path, Map.of()))).contains("'" + name + "' not allowed");
    }

    @Test
    void wherever_the_schema_knows_an_object_it_knows_all_of_it() {
        List<String> open = new ArrayList<>();
        open("", SCHEMA, open);
        // What is Kubernetes' own, and what Helm puts into every chart.
        assertThat(open).allMatch(path -> path
                .matches(".*/(podSelector|namespaceSelector|nodeAffinity|podAffinity|podAntiAffinity|global|extraObjects/items)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"partitions=0", "partitions=1.5", "database.port=70000", "kafka.bootstrapServers=kafka", "database.tls.mode=prefer",
                "oidc.issuer=id.example.com", "services.ingestion.image.digest=sha256:12", "defaults.autoscaling.targetCpu=101",
                "services.ingestion.image.repository=Ingestion:latest@", "logging.level=info"})
    void a_value_of_the_wrong_form_is_refused(String change) {
        String[] parts = change.split("=", 2);
        Object value = parts[1].matches("[0-9.]+") ? Double.valueOf(parts[1]) : parts[1];
        assertThat(Chart.refusal(Chart.MINIMAL, Map.of(parts[0], value))).contains("/" + parts[0].replace('.', '/'));
    }

    private static void open(String path, JsonNode schema, List<String> open) {
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            open.add(path);
        }
        if (schema.has("properties")) {
            if (schema.path("additionalProperties").asBoolean(true)) {
                open.add(path);
            }
            schema.path("properties").properties().forEach(entry -> open(path + "/" + entry.getKey(), entry.getValue(), open));
        }
        schema.path("definitions").properties().forEach(entry -> open(path + "/" + entry.getKey(), entry.getValue(), open));
        if (schema.has("items")) {
            open(path + "/items", schema.path("items"), open);
        }
    }
}
