package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringTest {

    private static final Path RUNBOOKS = Path.of("runbooks");
    private static final String BASE = "https://runbooks.example.com/bellwether/";
    private static final Pattern QUOTED_LOG = Pattern.compile("^\\| `(…[^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern METRIC = Pattern.compile("\\bbellwether_[a-z_]+\\b");
    private static final Pattern SERIES = Pattern.compile(
            "\\b(up|(bellwether|grpc|http|jvm|process|postgresql|sql)_[a-z_]+)\\b(\\{[^}]*})?");

    /// What the services measure. `_total` is a counter's; of a timer there are `_count`, `_sum` and `_bucket`.
    private static final Set<String> METRICS = Set.of(
            "bellwether_consumer_lag_records",
            "bellwether_consumer_batch_seconds",
            "bellwether_consumer_records_total",
            "bellwether_unknown_log_partitions",
            "bellwether_event_age_seconds",
            "bellwether_dead_letters_total",
            "bellwether_suspended_accounts",
            "bellwether_publisher_unpublished_events",
            "bellwether_publisher_xmin_age_seconds",
            "bellwether_gateway_accepted_events_total",
            "bellwether_gateway_rejected_events_total",
            "bellwether_gateway_in_flight_bytes",
            "bellwether_quarantined_events_total");

    @Test
    void every_alert_says_how_bad_it_is_and_has_a_page_that_begins_with_the_commands() {
        assertThat(alerts()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            String url = alert.at("/annotations/runbook_url").asText();
            assertThat(url).startsWith(BASE);
            Path page = RUNBOOKS.resolve(url.substring(BASE.length()));
            assertThat(page).exists();
            assertThat(Files.readString(page)).startsWith("# " + alert.path("alert").asText() + "\n\n## See it\n\n1. ")
                    .containsSubsequence("## See it", "## Do", "**Means.**");
        });
    }

    @Test
    void every_page_is_of_an_alert_and_in_the_list_of_pages() throws IOException {
        Set<String> pages =
                alerts().map(alert -> alert.at("/annotations/runbook_url").asText().substring(BASE.length())).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(pages);
        }
        assertThat(pages).allMatch(Files.readString(RUNBOOKS.resolve("README.md"))::contains);
    }

    @Test
    void the_pages_point_at_what_exists() throws IOException {
        Pattern link = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path page : (Iterable<Path>) files::iterator) {
                assertThat(link.matcher(Files.readString(page)).results().map(match -> RUNBOOKS.resolve(match.group(1))))
                        .as(page.toString()).allMatch(Files::exists);
            }
        }
    }

    /// A page quotes a line of a log as it is written, with `…` for what changes.
    @Test
    void the_pages_quote_what_the_services_log() throws IOException {
        String sources = sources();
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path page : (Iterable<Path>) files::iterator) {
                Stream<String> parts = QUOTED_LOG.matcher(Files.readString(page)).results()
                        .flatMap(quoted -> Stream.of(quoted.group(1).split("…|<[^>]*>|[\\d:,]+"))).map(String::strip);
                assertThat(parts.filter(part -> part.length() > 7)).as(page.toString()).allMatch(sources::contains);
            }
        }
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.find(Path.of("../chassis/src/main/java"), 20, (path, _) -> path.toString().endsWith(".java"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : (Iterable<Path>) files::iterator) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void an_alert_looks_at_this_release_only_and_nothing_in_it_is_left_to_be_replaced() {
        assertThat(alerts().map(alert -> alert.path("expr").asText())).allSatisfy(expr -> {
            assertThat(expr).doesNotContain("$");
            Matcher series = Pattern.compile("\\b(up|bellwether_[a-z_]+)\\b(?<labels>\\{[^}]*})").matcher(expr);
            assertThat(series.results().map(match -> match.group("labels")))
                    .isNotEmpty().allMatch(labels -> labels.contains("namespace=\"churn\""));
        });
    }

    /// By the grammar that Prometheus's own page has.
    @Test
    void every_question_to_prometheus_is_in_its_language() throws IOException {
        List<String> expressions = Stream.of(
                alerts().map(alert -> alert.path("expr").asText()),
                Chart.rendering("autoscaled").all("ScaledObject").flatMap(scaled -> elements(scaled.at("/spec/triggers")))
                        .map(trigger -> trigger.at("/metadata/query").asText()).filter(query -> !query.isEmpty()),
                // What Grafana puts in, it puts in before.
                dashboardExpressions().map(expr -> expr.replace("$__rate_interval", "5m").replace("$namespace", "churn")))
                .flatMap(each -> each).toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        assertThat(notPromql(expressions)).isEmpty();
        assertThat(notPromql(List.of("sum by (job) (up{namespace=\"churn\"}", "up > 1"))).hasSize(1);
    }

    private static List<String> notPromql(List<String> expressions) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return elements(json.readTree(ChartNodePackages.run("promql.js", json.writeValueAsString(expressions)))).map(JsonNode::asText)
                .toList();
    }

    private static Stream<String> dashboardExpressions() {
        return Chart.rendering("production").all("ConfigMap").filter(map -> map.name().contains("dashboard"))
                .flatMap(map -> elements(map.at("/data"))).map(text -> Yaml.documents(text.asText()).getFirst())
                .flatMap(dashboard -> elements(dashboard.path("panels"))).flatMap(panel -> elements(panel.path("targets")))
                .map(target -> target.path("expr").asText());
    }

    @Test
    void a_threshold_of_the_values_is_the_one_that_holds() {
        Rendering stricter = Chart.render(Path.of("helm/bellwether/ci/production-values.yaml"),
                java.util.Map.of("monitoring.alerts.thresholds.lagRecords", 7));
        assertThat(stricter.all("PrometheusRule").findFirst().orElseThrow().json().toString()).contains("> 7\"");
        assertThat(alerts().map(alert -> alert.path("expr").asText())).anyMatch(expr -> expr.endsWith("> 100000"));
    }

    @Test
    void alerts_dashboards_and_scaling_ask_for_metrics_that_there_are() {
        Stream<String> rendered =
                Stream.of("production", "autoscaled").map(Chart::rendering).flatMap(rendering -> rendering.objects().stream())
                        .filter(object -> Set.of("PrometheusRule", "ScaledObject", "HorizontalPodAutoscaler").contains(object.kind())
                                || object.name().contains("dashboard"))
                        .map(object -> object.json().toString());
        Set<String> asked = rendered.flatMap(text -> METRIC.matcher(text).results())
                .map(match -> match.group().replaceFirst("_(count|sum|bucket|max)$", ""))
                .collect(Collectors.toSet());
        assertThat(asked).isEqualTo(METRICS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline", "ingestion", "features", "segmentation", "playbooks"})
    void there_is_a_dashboard_of_the_pipeline_and_of_each_service_that_looks_at_just_that(String name) throws IOException {
        KubernetesObject map = Chart.rendering("production").one("ConfigMap", "cs-bellwether-dashboard-" + name);
        assertThat(map.labels()).containsEntry("grafana_dashboard", "1");
        JsonNode dashboard = new ObjectMapper().readTree(map.at("/data").path("bellwether-" + name + ".json").asText());
        assertThat(dashboard.path("uid").asText()).isEqualTo("bellwether-" + name);
        assertThat(elements(dashboard.path("panels"))).hasSizeGreaterThanOrEqualTo(8).allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).isNotBlank();
            assertThat(elements(panel.path("targets"))).isNotEmpty().allSatisfy(target -> {
                assertThat(target.path("legendFormat").asText()).isNotBlank();
                assertThat(SERIES.matcher(target.path("expr").asText()).results().map(MatchResult::group)).isNotEmpty()
                        .allMatch(series -> series.contains("namespace=\"$namespace\"")
                                && (name.equals("pipeline") || series.contains("job=\"" + name + "\"")));
            });
        });
        assertThat(elements(dashboard.path("panels")).map(panel -> panel.path("gridPos").path("x") + " " + panel.path("gridPos").path("y")))
                .as("two in a row, none over another").doesNotHaveDuplicates();
        assertThat(elements(dashboard.path("panels")).map(panel -> panel.path("title").asText())).doesNotHaveDuplicates();
    }

    private static Stream<JsonNode> alerts() {
        return Chart.rendering("production").all("PrometheusRule").flatMap(rule -> elements(rule.at("/spec/groups")))
                .flatMap(group -> elements(group.path("rules")));
    }
}
