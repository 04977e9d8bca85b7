package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An operator confirms that services resume on a new Kafka cluster, for all of them or for one; the chart's values never do.
class ContinuedLogTest {

    private static final String VARIABLE = "BELLWETHER_LOG_CONTINUE";

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void no_service_resumes_on_a_new_log_unless_it_is_configured(Rendering rendering) {
        assertThat(rendering.workloads()).noneMatch(workload -> Environment.of(rendering, workload).containsKey(VARIABLE));
    }

    @Test
    void every_service_resumes_when_it_is_configured_and_migrations_do_not() {
        Rendering decided = Chart.render(Chart.MINIMAL, Map.of("kafka.continue", true));
        assertThat(decided.all("Deployment")).hasSize(4)
                .allSatisfy(deployment -> assertThat(Environment.of(decided, deployment)).containsEntry(VARIABLE, "true"));
        assertThat(decided.all("Job")).hasSize(4).allSatisfy(job -> assertThat(Environment.of(decided, job)).doesNotContainKey(VARIABLE));
    }

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.FactsTest#services")
    void each_service_reads_it(String service) {
        assertThat(OwnSettings.of(FactsTest.program(service)).know(VARIABLE)).isTrue();
    }

    @Test
    void it_is_yes_or_no() {
        assertThat(Chart.refusal(Chart.MINIMAL, Map.of("kafka.continue", "please"))).contains("/kafka/continue");
    }
}
