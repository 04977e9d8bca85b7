package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Going on with a new Kafka is decided, for all services or for one, and never stands in anybody's values.
class ContinuedLogTest {

    private static final String VARIABLE = "BELLWETHER_LOG_CONTINUE";

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.Chart#renderings")
    void nobody_goes_on_with_a_new_log_unasked(Rendering rendering) {
        assertThat(rendering.workloads()).noneMatch(workload -> Environment.of(rendering, workload).containsKey(VARIABLE));
    }

    @Test
    void every_service_does_when_it_is_decided_and_the_migrations_have_nothing_to_do_with_it() {
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
