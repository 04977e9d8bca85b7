package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the images take for granted of the chart, and of what they are built from. Building them needs buildah: see docs/images.md.
class ImagesTest {

    private static final Path FOLDER = Path.of("images");
    private static final JsonNode VALUES = Yaml.read(Chart.FOLDER.resolve("values.yaml"));

    @Test
    void an_image_runs_as_the_user_that_the_chart_runs_it_as() throws IOException {
        String user = VALUES.at("/podSecurity/runAsUser").asText() + ":" + VALUES.at("/podSecurity/runAsGroup").asText();
        assertThat(read("Dockerfile")).contains("\nUSER " + user + "\n");
        assertThat(read("lib.sh")).contains("\nuser=" + user + "\n");
    }

    @Test
    void without_the_chart_a_jvm_has_the_options_that_it_has_with_it() throws IOException {
        assertThat(read("Dockerfile")).contains("\nENV JAVA_TOOL_OPTIONS=\"" + VALUES.at("/defaults/javaOptions").asText() + "\"\n");
    }

    @Test
    void an_image_is_tried_with_the_environment_that_the_chart_sets() throws IOException {
        Rendering rendering = Chart.rendering("minimal");
        Set<String> deployed = new TreeSet<>();
        Set<String> migrating = new TreeSet<>();
        FactsTest.services().forEach(service -> {
            Environment.namesOf(rendering, rendering.one("Deployment", "cs-bellwether-" + service)).forEach(deployed::add);
            Environment.namesOf(rendering, rendering.one("Job", "cs-bellwether-" + service + "-migration")).forEach(migrating::add);
        });
        String library = read("lib.sh");
        Set<String> migration = variables(library, "migration_environment() {");
        Set<String> tried = variables(library, "\nenvironment() {");
        tried.addAll(migration);
        deployed.stream().filter(variable -> variable.startsWith("BELLWETHER_PEERS_")).toList().forEach(deployed::remove);
        deployed.remove("JAVA_TOOL_OPTIONS");
        migrating.removeAll(Set.of("JAVA_TOOL_OPTIONS", "QUARKUS_FLYWAY_MIGRATE_AT_START", "QUARKUS_INIT_AND_EXIT"));

        // Every service of a machine has a port of its own; in a cluster each has the usual one.
        tried.removeAll(Set.of("QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT"));
        assertThat(tried).isEqualTo(deployed);
        assertThat(migration).isEqualTo(migrating);
    }

    @Test
    void a_layer_has_the_time_of_what_is_in_its_jars() throws IOException {
        String pom = Files.readString(Path.of("../pom.xml"));
        String time = Pattern.compile("<project.build.outputTimestamp>(.*)</").matcher(pom).results().findFirst().orElseThrow().group(1);
        assertThat(read("lib.sh")).contains("\nfile_time=" + Instant.parse(time).getEpochSecond() + "\n");
    }

    /// What a function of the script prints as `NAME=value`.
    private static Set<String> variables(String script, String function) {
        int begin = script.indexOf(function);
        String body = script.substring(begin, script.indexOf("\n}\n", begin));
        return Pattern.compile("^([A-Z][A-Z_]+)=", Pattern.MULTILINE).matcher(body).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
