package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people set themselves holds, and where it cannot, a sentence says so.
class OwnValuesTest {

    private static final Path CHART = Chart.FOLDER.toAbsolutePath();
    private static final Path RESOURCES = Path.of("src/test/resources/chart");

    static Stream<Arguments> helmsAndReaders() {
        return Stream.of(RealHelm.values()).flatMap(helm -> Stream.of(YamlReader.values()).map(reader -> Arguments.of(helm, reader)));
    }

    @ParameterizedTest
    @MethodSource("helmsAndReaders")
    void labels_and_environment_of_their_own_go_before_the_charts(RealHelm helm, YamlReader reader) {
        String text = helm.run("template", Chart.RELEASE, CHART.toString(), "--values", Chart.MINIMAL.toString(),
                "--values", RESOURCES.resolve("own-values.yaml").toString());
        assertThat(reader.read(text)).hasSizeGreaterThan(10);
        for (KubernetesObject object : new Rendering("own", Yaml.documents(text)).objects()) {
            assertThat(object.labels()).containsEntry("app.kubernetes.io/part-of", "platform")
                    .containsEntry("app.kubernetes.io/managed-by", "flux")
                    .containsEntry("team", "customer-success");
        }
        KubernetesObject settings = new Rendering("own", Yaml.documents(text)).one("ConfigMap", "cs-bellwether-ingestion");
        assertThat(settings.at("/data/QUARKUS_LOG_LEVEL").asText()).isEqualTo("DEBUG");
        assertThat(settings.at("/data/JAVA_TOOL_OPTIONS").asText()).isEqualTo("-XX:MaxRAMPercentage=70");
        Rendering rendering = new Rendering("own", Yaml.documents(text));
        assertThat(Environment.of(rendering, rendering.one("Job", "cs-bellwether-ingestion-migration")))
                .containsEntry("QUARKUS_LOG_LEVEL", "DEBUG").containsEntry("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=70")
                .containsEntry("QUARKUS_INIT_AND_EXIT", "true");
    }

    @ParameterizedTest
    @EnumSource
    void as_a_part_of_another_chart_it_is_rendered_when_it_is_enabled(RealHelm helm) throws IOException {
        Path platform = umbrella(helm);
        assertThat(rendered(helm, platform, "on.yaml").all("Deployment")).hasSize(4);
        assertThat(rendered(helm, platform, "off.yaml").objects()).isEmpty();
        Path misspelt = Files.writeString(platform.resolve("misspelt.yaml"),
                Files.readString(platform.resolve("on.yaml")).replace("bootstrapServers", "bootstrapServer"));
        assertThatThrownBy(() -> rendered(helm, platform, misspelt.getFileName().toString()))
                .hasMessageMatching("(?s).*bootstrapServer\\b.* not allowed.*");
    }

    private static Rendering rendered(RealHelm helm, Path chart, String values) {
        return new Rendering(values,
                Yaml.documents(helm.run("template", "platform", chart.toString(), "--values", chart.resolve(values).toString())));
    }

    private static Path umbrella(RealHelm helm) throws IOException {
        Path platform = Path.of("target/umbrella/" + helm);
        copy(RESOURCES.resolve("umbrella"), platform);
        copy(Chart.FOLDER, platform.resolve("charts/bellwether"));
        return platform;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }

    static Stream<String> releasesThatKubernetesRefuses() {
        return Stream.of("4711", "1e10", "cs.eu", "0");
    }

    @ParameterizedTest
    @MethodSource("releasesThatKubernetesRefuses")
    void a_release_name_that_kubernetes_refuses_is_refused_unless_the_objects_are_called_otherwise(String release) {
        for (RealHelm helm : RealHelm.values()) {
            assertThatThrownBy(() -> helm.run("template", release, CHART.toString(), "--values", Chart.MINIMAL.toString()))
                    .hasMessageContaining("Set fullnameOverride to one that does, as in fullnameOverride=bellwether.");
            String text =
                    helm.run("template", release, CHART.toString(), "--values", Chart.MINIMAL.toString(), "--set", "fullnameOverride=cs");
            for (YamlReader reader : YamlReader.values()) {
                assertThat(reader.read(text)).allSatisfy(
                        object -> assertThat(((Map<?, ?>) object).toString()).contains("app.kubernetes.io/instance=" + release));
            }
            assertThat(new Rendering(release, Yaml.documents(text)).objects()).allSatisfy(object -> {
                assertThat(object.json().at("/metadata/labels/app.kubernetes.io~1instance").isTextual()).isTrue();
                assertThat(object.name()).startsWith("cs");
            });
        }
    }

    /// Cut to one length, two such releases would have objects of one name.
    @ParameterizedTest
    @EnumSource
    void a_release_name_that_is_too_long_is_refused_unless_the_objects_are_called_otherwise(RealHelm helm) {
        String longest = "a".repeat(53);
        assertThatThrownBy(() -> helm.run("template", longest, CHART.toString(), "--values", Chart.MINIMAL.toString()))
                .hasMessageContaining(
                        "which has 64 characters, and 40 are left for it in the 63 that Kubernetes takes. Set fullnameOverride");
        String text = helm.run("template", longest, CHART.toString(), "--values", Chart.MINIMAL.toString(),
                "--set", "fullnameOverride=" + "b".repeat(40));
        assertThat(new Rendering("", Yaml.documents(text)).objects()).extracting(KubernetesObject::name)
                .allMatch(name -> name.startsWith("b".repeat(40) + "-") && name.length() <= 63);
    }

    @ParameterizedTest
    @MethodSource("helmsAndReaders")
    void a_chart_may_have_it_twice_under_names_of_its_own_and_global_values_besides(RealHelm helm, YamlReader reader) throws IOException {
        Path twice = Path.of("target/twice/" + helm);
        copy(RESOURCES.resolve("twice"), twice);
        copy(Chart.FOLDER, twice.resolve("charts/bellwether"));
        String text = helm.run("template", "cs", twice.toString());
        assertThat(reader.read(text)).hasSizeGreaterThan(20);
        List<KubernetesObject> objects = new Rendering("twice", Yaml.documents(text)).objects();
        assertThat(objects).extracting(object -> object.kind() + " " + object.name()).doesNotHaveDuplicates()
                .contains("Deployment cs-eu-features", "Deployment cs-us-features");
        assertThat(objects).allSatisfy(object -> assertThat(object.labels())
                .containsEntry("app.kubernetes.io/name", object.name().startsWith("cs-eu-") ? "eu" : "us"));
    }
}
