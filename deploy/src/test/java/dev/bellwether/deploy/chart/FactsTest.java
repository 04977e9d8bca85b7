package dev.bellwether.deploy.chart;

import static dev.bellwether.deploy.chart.KubernetesObject.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chart takes for granted of the services, against their sources.
class FactsTest {

    private static final Path SOURCES = Path.of("..");
    private static final JsonNode FACTS = facts();

    static Stream<String> services() {
        return FACTS.properties().stream().map(java.util.Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_listens_where_the_chart_thinks(String service) {
        Properties properties = properties(service);
        assertThat(properties).containsEntry("quarkus.application.name", program(service))
                .containsEntry("quarkus.http.port", FACTS.path(service).path("port").asText())
                .containsEntry("quarkus.management.port", FACTS.path(service).path("managementPort").asText());
        assertThat(properties.getProperty("bellwether.database.name"))
                .isEqualTo(Yaml.read(Chart.FOLDER.resolve("values.yaml")).at("/services/" + service + "/database/name").asText());
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_asks_the_peers_that_the_chart_thinks(String service) {
        Set<String> asked = found(service, Pattern.compile("return peers\\.(ingestion|features|segmentation|playbooks)\\(\\)"));
        assertThat(strings(FACTS.path(service).path("peers"))).containsExactlyInAnyOrderElementsOf(asked);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_reads_what_the_chart_thinks_in_the_groups_that_it_thinks(String service) {
        Set<String> groups = found(service, Pattern.compile("LogConsumerSettings\\.of\\(\\s*(\"[^\"]+\"|[A-Z]+), Topics\\.[A-Z]+")).stream()
                .map(group -> group.startsWith("\"") ? group.substring(1, group.length() - 1) : program(service))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> topics = found(service, Pattern.compile("LogConsumerSettings\\.of\\(\\s*(?:\"[^\"]+\"|[A-Z]+), Topics\\.([A-Z]+)"));
        List<JsonNode> reads = elements(FACTS.path(service).path("reads")).filter(read -> read.has("group")).toList();
        assertThat(reads).extracting(read -> read.path("group").asText()).containsExactlyInAnyOrderElementsOf(groups);
        assertThat(reads).extracting(read -> read.path("topic").asText()).containsExactlyInAnyOrderElementsOf(names(topics));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_writes_to_the_topics_that_it_makes_and_does_not_only_read(String service) {
        Set<String> made = names(found(service, Pattern.compile("Topics\\.([A-Z]{2,})\\b")));
        Set<String> known = Stream.concat(strings(FACTS.path(service).path("writes")).stream(),
                elements(FACTS.path(service).path("reads")).map(read -> read.path("topic").asText())).collect(Collectors.toSet());
        assertThat(known).isEqualTo(made);
    }

    @Test
    void the_chart_is_of_the_version_that_is_built() {
        String version = Pattern.compile("<version>([^<]+)</version>").matcher(read(SOURCES.resolve("pom.xml"))).results().findFirst()
                .orElseThrow().group(1);
        JsonNode chart = Yaml.read(Chart.FOLDER.resolve("Chart.yaml"));
        assertThat(chart.path("appVersion").asText()).isEqualTo(chart.path("version").asText()).isEqualTo(version.replace("-SNAPSHOT", ""));
    }

    @Test
    void every_topic_has_a_writer() {
        assertThat(services().flatMap(service -> strings(FACTS.path(service).path("writes")).stream()).collect(Collectors.toSet()))
                .isEqualTo(names(found(Path.of("../chassis/src/main/java/dev/bellwether/chassis/log/clients/Topics.java"),
                        Pattern.compile("public static final String ([A-Z]+) = "))));
    }

    @Test
    void topics_are_made_by_strimzi_as_the_services_would_make_them() {
        String topics = read(SOURCES.resolve("chassis/src/main/java/dev/bellwether/chassis/log/clients/Topics.java"));
        assertThat(topics).contains("RETENTION = Duration.ofDays(7)", "\"retention.ms\", Long.toString(RETENTION.toMillis())",
                "\"retention.ms\", Long.toString(Duration.ofDays(30)",
                "SEGMENT = Long.toString(Duration.ofDays(1)", "MAX_RECORD_BYTES = 4 * 1024 * 1024", "MAX_RECORD_BYTES + 64 * 1024");
        Rendering autoscaled = Chart.rendering("autoscaled");
        assertThat(autoscaled.all("KafkaTopic")).hasSize(14);
        JsonNode events = autoscaled.one("KafkaTopic", "bellwether.events.v1").at("/spec");
        assertThat(events.path("partitions").asInt()).isEqualTo(24);
        assertThat(events.path("config").toString())
                .isEqualTo("{\"cleanup.policy\":\"delete\",\"retention.ms\":604800000,\"segment.ms\":86400000,"
                        + "\"max.message.bytes\":4194304,\"min.insync.replicas\":2}");
        JsonNode dead = autoscaled.one("KafkaTopic", "bellwether.events.v1.dlq").at("/spec");
        assertThat(dead.path("partitions").asInt()).isEqualTo(1);
        assertThat(dead.at("/config/retention.ms").asLong()).isEqualTo(2_592_000_000L);
        assertThat(dead.at("/config/max.message.bytes").asLong()).isEqualTo(4_259_840L);
    }

    @Test
    void the_gateway_routes_every_grpc_service_but_the_one_that_is_for_the_whole_installation() {
        Set<String> declared = new TreeSet<>();
        for (Path proto : files(SOURCES.resolve("proto/src/main/proto"), ".proto")) {
            String text = read(proto);
            String within =
                    Pattern.compile("^package ([a-z0-9.]+);", Pattern.MULTILINE).matcher(text).results().findFirst().orElseThrow().group(1);
            Pattern.compile("^service ([A-Za-z]+) ", Pattern.MULTILINE).matcher(text).results()
                    .forEach(match -> declared.add(within + "." + match.group(1)));
        }
        declared.remove("bellwether.operations.v1.Operations");
        assertThat(services().flatMap(service -> strings(FACTS.path(service).path("grpc")).stream()))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void a_consumer_takes_as_long_to_close_as_the_chart_thinks() {
        String consumer = read(SOURCES.resolve("chassis/src/main/java/dev/bellwether/chassis/log/consumer/LogConsumer.java"));
        assertThat(consumer).contains("PATIENCE = Duration.ofSeconds(10)", "task.join(PATIENCE.plusSeconds(5))");
        assertThat(read(Chart.FOLDER.resolve("templates/_guards.tpl"))).contains("\"bellwether.closingSeconds\" -}}15{{");
    }

    private static JsonNode facts() {
        String text = read(Chart.FOLDER.resolve("templates/_services.tpl"));
        int begin = text.indexOf("\"bellwether.facts\" -}}") + "\"bellwether.facts\" -}}".length();
        return Yaml.documents(text.substring(begin, text.indexOf("{{- end -}}", begin))).getFirst();
    }

    static String program(String service) {
        return FACTS.path(service).path("program").asText();
    }

    private static Properties properties(String service) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(SOURCES.resolve(program(service)).resolve("src/main/resources/application.properties"))) {
            properties.load(reader);
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The first group of every match in the sources of the service.
    private static Set<String> found(String service, Pattern pattern) {
        return found(SOURCES.resolve(program(service)).resolve("src/main/java"), pattern);
    }

    private static Set<String> found(Path within, Pattern pattern) {
        return files(within, ".java").stream().flatMap(file -> pattern.matcher(read(file)).results()).map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Set<String> constants) {
        return constants.stream().map(constant -> "bellwether." + constant.toLowerCase() + ".v1").collect(Collectors.toSet());
    }

    private static List<String> strings(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }

    private static List<Path> files(Path within, String suffix) {
        try (Stream<Path> files = Files.walk(within)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
