package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The settings of Quarkus that a built service can be given when it starts: what its extensions say of themselves, in their jars.
final class QuarkusSettings {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    /// A name of the operator's in a setting, as in `quarkus.tls."tls-bucket-name".key-store`.
    private static final Pattern NAMED = Pattern.compile("\"[^\"]+\"");

    private final Set<Pattern> variables = new HashSet<>();

    /// @param application a service's `quarkus-app`
    static QuarkusSettings of(Path application) {
        QuarkusSettings settings = new QuarkusSettings();
        try (Stream<Path> jars = Files.walk(application.resolve("lib"))) {
            for (Path jar : (Iterable<Path>) jars.filter(file -> file.toString().endsWith(".jar"))::iterator) {
                settings.read(jar);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return settings;
    }

    boolean know(String variable) {
        return variables.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
    }

    private void read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry model = zip.getEntry(MODEL);
            if (model != null) {
                take(new ObjectMapper().readTree(zip.getInputStream(model)));
            }
        }
    }

    private void take(JsonNode node) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            take(node, node.path("path").path("property").asText());
            node.path("additionalPaths").forEach(path -> take(node, path.path("property").asText()));
        }
        node.forEach(this::take);
    }

    private void take(JsonNode item, String property) {
        // Of a map, the model names the map or an example of a key.
        String open = item.path("map").asBoolean() && !property.endsWith("\"") ? property + ".\"key\"" : property;
        StringBuilder variable = new StringBuilder();
        for (String part : NAMED.splitWithDelimiters(open, 0)) {
            variable.append(part.startsWith("\"") ? "_?[A-Z0-9_]+_?" : part.toUpperCase().replaceAll("[^A-Z0-9]", "_"));
        }
        variables.add(Pattern.compile(variable.toString()));
    }
}
