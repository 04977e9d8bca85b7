package dev.bellwether.deploy.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The chart, rendered by the Helm that comes as a library.
final class Chart {

    static final Path FOLDER = Path.of("helm/bellwether");
    static final String RELEASE = "cs";
    static final String NAMESPACE = "churn";
    static final String KUBERNETES = "1.34.0";
    static final Path MINIMAL = FOLDER.resolve("ci/minimal-values.yaml");

    private static final String HOOK = "helm.sh/hook";
    private static final String HIDDEN_HOOK = "hidden.helm.sh/hook";
    private static final Path COPY = copy();
    private static final List<Rendering> RENDERINGS = valuesFiles().stream().map(Chart::render).toList();

    private Chart() {}

    /// Example values of installations, each a case of its own.
    static List<Path> valuesFiles() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-values.yaml")).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What the chart makes of each.
    static Stream<Rendering> renderings() {
        return RENDERINGS.stream();
    }

    static Rendering rendering(String name) {
        return renderings().filter(rendering -> rendering.name().equals(name)).findFirst().orElseThrow();
    }

    static Rendering render(Path values) {
        return render(values, Map.of());
    }

    /// @param changes values that are different, by path
    static Rendering render(Path values, Map<String, ?> changes) {
        String name = values.getFileName().toString().replace("-values.yaml", "");
        return new Rendering(name, Yaml.documents(template(values, changes)));
    }

    /// What Helm says when it does not render.
    static String refusal(Path values, Map<String, ?> changes) {
        try {
            template(values, changes);
        } catch (RuntimeException refused) {
            return refused.getMessage();
        }
        throw new AssertionError("rendered in spite of " + changes);
    }

    /// Helm as a library gives what `helm get manifest` shows: all but the hooks. So it gets a copy of the chart in which hooks have
    /// another name, and they get their own back afterwards.
    private static String template(Path values, Map<String, ?> changes) {
        return text(RELEASE, NAMESPACE, values, changes);
    }

    /// What Helm prints.
    static String text(String release, String namespace, Path values, Map<String, ?> changes) {
        TemplateCommand command = new Helm(COPY).template().withName(release).withNamespace(namespace)
                .withKubeVersion(KUBERNETES).withValuesFile(changes.isEmpty() ? values : Yaml.changed(values, changes));
        return command.call().replace(HIDDEN_HOOK, HOOK);
    }

    private static Path copy() {
        Path copy = Path.of("target/chart/bellwether");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path to = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace(HOOK, HIDDEN_HOOK));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return copy;
    }
}
