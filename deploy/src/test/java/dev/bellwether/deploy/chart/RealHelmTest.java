package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RealHelmTest {

    private static final String CHART = Chart.FOLDER.toString();

    static Stream<Arguments> everyVersionAndValues() {
        return Stream.of(RealHelm.values()).flatMap(helm -> Chart.valuesFiles().stream().map(values -> Arguments.of(helm, values)));
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndValues")
    void it_renders_what_the_library_renders(RealHelm helm, Path values) {
        String text = helm.run("template", Chart.RELEASE, CHART, "--namespace", Chart.NAMESPACE, "--kube-version", Chart.KUBERNETES,
                "--values", values.toString());
        assertThat(byName(new Rendering("", Yaml.documents(text)))).isEqualTo(byName(Chart.render(values)));
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndValues")
    void it_finds_nothing_to_warn_of(RealHelm helm, Path values) {
        assertThat(helm.run("lint", "--strict", CHART, "--kube-version", Chart.KUBERNETES, "--values", values.toString()))
                .doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @EnumSource
    void it_refuses_what_cannot_work_with_the_same_sentence(RealHelm helm) {
        Map<String, ?> changes = Map.of("database.maxConnections", 100);
        String sentence =
                Chart.refusal(Chart.MINIMAL, changes).lines().findFirst().orElseThrow().replaceFirst("^.*?:[0-9]+:[0-9]+\\): ", "");
        assertThat(sentence).startsWith("PostgreSQL at");
        assertThatThrownBy(() -> helm.run("template", Chart.RELEASE, CHART, "--kube-version", Chart.KUBERNETES,
                "--values", Yaml.changed(Chart.MINIMAL, changes).toString()))
                .hasMessageContaining(sentence);
    }

    /// Helm 3 asks a cluster even for this.
    @Test
    void it_prints_the_next_steps_after_an_installation() {
        assertThat(RealHelm.HELM_4.run("install", Chart.RELEASE, CHART, "--dry-run=client", "--namespace", Chart.NAMESPACE,
                "--values", Chart.MINIMAL.toString()))
                .contains("ingestion-service      cs-bellwether-ingestion.churn.svc:8101", "helm test cs --namespace churn");
    }

    @ParameterizedTest
    @EnumSource
    void the_chart_can_be_packed(RealHelm helm) {
        assertThat(helm.run("package", CHART, "--destination", "target/packages/" + helm)).contains("Successfully packaged chart");
    }

    private static Map<String, JsonNode> byName(Rendering rendering) {
        Map<String, JsonNode> objects = new TreeMap<>();
        rendering.objects().forEach(object -> objects.put(object.kind() + " " + object.name(), object.json()));
        assertThat(objects).hasSameSizeAs(rendering.objects());
        return objects;
    }
}
