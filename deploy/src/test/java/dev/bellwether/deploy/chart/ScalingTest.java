package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void one_thing_at_most_says_how_many_replicas_a_service_has(Rendering rendering) {
        assertThat(rendering.all("Deployment")).allSatisfy(deployment -> {
            List<String> said = Stream.concat(
                    Stream.of("replicas").filter(field -> deployment.at("/spec").has(field)),
                    rendering.objects().stream()
                            .filter(object -> object.at("/spec/scaleTargetRef/name").asText().equals(deployment.name()))
                            .map(KubernetesObject::kind))
                    .toList();
            assertThat(said).hasSize(1);
        });
    }

    @Test
    void a_service_scales_by_processors_and_by_how_far_it_is_behind() {
        Rendering autoscaled = Chart.rendering("autoscaled");
        KubernetesObject byKubernetes = autoscaled.one("HorizontalPodAutoscaler", "cs-bellwether-ingestion");
        assertThat(byKubernetes.at("/spec/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(60);
        assertThat(byKubernetes.at("/spec/metrics/1/external/metric/name").asText()).isEqualTo("bellwether_consumer_lag_records");
        assertThat(byKubernetes.at("/spec/metrics/1/external/metric/selector/matchExpressions/0/values").toString())
                .isEqualTo("[\"ingestion-service-identity\",\"ingestion-service\",\"ingestion-service-erasures\"]");

        KubernetesObject byKeda = autoscaled.one("ScaledObject", "cs-bellwether-features");
        assertThat(byKeda.at("/spec/triggers/0/metadata/query").asText())
                .isEqualTo("sum(bellwether_consumer_lag_records{namespace=\"churn\",group=~\"feature-service\"})");
        assertThat(byKeda.at("/spec/triggers/0/metadata/threshold").asText()).isEqualTo("20000");
        assertThat(byKeda.at("/spec/triggers/1/type").asText()).isEqualTo("cpu");

        assertThat(autoscaled.one("ScaledObject", "cs-bellwether-segmentation").at("/spec/triggers")).hasSize(1);
        assertThat(autoscaled.one("Deployment", "cs-bellwether-playbooks").at("/spec/replicas").asInt()).isEqualTo(2);
    }

    /// The broker knows no offsets of ours: they are in the databases.
    @Test
    void keda_does_not_ask_kafka() {
        assertThat(
                Chart.rendering("autoscaled").all("ScaledObject").flatMap(scaled -> KubernetesObject.elements(scaled.at("/spec/triggers"))))
                .extracting(trigger -> trigger.path("type").asText()).containsOnly("prometheus", "cpu");
    }

    @Test
    void a_values_file_cannot_ask_for_both() {
        assertThat(Chart.refusal(Chart.MINIMAL, Map.of("defaults.autoscaling.kind", "both"))).contains("autoscaling").contains("kind");
    }
}
