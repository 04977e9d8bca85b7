package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A variable that no service reads would be a setting without an effect, and would go unnoticed.
class SettingsTest {

    /// The JVM's own.
    private static final Set<String> OTHERS = Set.of("JAVA_TOOL_OPTIONS");

    @ParameterizedTest
    @MethodSource("dev.bellwether.deploy.chart.FactsTest#services")
    void every_variable_that_the_chart_sets_is_one_that_the_service_reads(String service) {
        String program = FactsTest.program(service);
        QuarkusSettings quarkus = QuarkusSettings.of(Path.of("..", program, "target/quarkus-app"));
        OwnSettings own = OwnSettings.of(program);
        Set<String> set = Chart.renderings()
                .flatMap(rendering -> rendering.workloads()
                        .filter(workload -> Set.of(service, service + "-migration").contains(workload.component()))
                        .flatMap(workload -> Environment.namesOf(rendering, workload)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(set).hasSizeGreaterThan(20);
        assertThat(set).filteredOn(variable -> !OTHERS.contains(variable))
                .allMatch(variable -> variable.startsWith("QUARKUS_") ? quarkus.know(variable) : own.know(variable));
    }

    @Test
    void what_no_extension_knows_and_what_is_fixed_when_a_service_is_built_is_not_known() {
        QuarkusSettings settings = QuarkusSettings.of(Path.of("../feature-service/target/quarkus-app"));
        assertThat(Set.of("QUARKUS_HTTP_PORT", "QUARKUS_SHUTDOWN_DELAY", "QUARKUS_TLS_BELLWETHER_KEY_STORE_PEM_SERVER_CERT"))
                .allMatch(settings::know);
        assertThat(Map.of("QUARKUS_HTTP_PORTS", "unknown", "QUARKUS_SHUTDOWN_DELAY_ENABLED", "fixed", "QUARKUS_DATASOURCE_DB_KIND", "fixed")
                .keySet())
                .noneMatch(settings::know);
        assertThat(OwnSettings.of("feature-service").know("BELLWETHER_KAFKA_CONSUMER__GROUP_PROTOCOL_")).isTrue();
        assertThat(OwnSettings.of("feature-service").know("BELLWETHER_KAFKA_CONSUMERS__GROUP_PROTOCOL_")).isFalse();
    }
}
