package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings `bellwether.…` that a service has, by its sources and those of the chassis.
final class OwnSettings {

    private static final Pattern WRITTEN = Pattern.compile("^(bellwether\\.[^=\\s]+)=", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("\"(bellwether\\.[a-z.-]+)\"");
    private static final Pattern MAPPED = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"");
    private static final Pattern METHOD =
            Pattern.compile("^ {4}([A-Z][\\w<>, ]*|int|long|boolean|double) (\\w+)\\(\\);", Pattern.MULTILINE);

    private final Set<String> properties = new HashSet<>();
    /// Those that anything can stand behind.
    private final Set<String> maps = new HashSet<>();

    static OwnSettings of(String program) {
        OwnSettings settings = new OwnSettings();
        List.of("../chassis/src/main", "../" + program + "/src/main").forEach(folder -> settings.read(Path.of(folder)));
        return settings;
    }

    boolean know(String variable) {
        return properties.stream().anyMatch(property -> variable(property).equals(variable))
                || maps.stream().anyMatch(map -> variable.matches(variable(map) + "__[A-Z0-9_]+_"));
    }

    private void read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().endsWith(".properties")) {
                    WRITTEN.matcher(Files.readString(file)).results().forEach(match -> properties.add(match.group(1)));
                } else if (file.toString().endsWith(".java")) {
                    readSource(Files.readString(file));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readSource(String text) {
        NAMED.matcher(text).results().forEach(match -> properties.add(match.group(1)));
        MAPPED.matcher(text).results().findFirst().ifPresent(prefix -> METHOD.matcher(text).results().forEach(method -> {
            String property = prefix.group(1) + "." + kebab(method.group(2));
            (method.group(1).startsWith("Map<") ? maps : properties).add(property);
        }));
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase();
    }

    private static String variable(String property) {
        return property.toUpperCase().replaceAll("[^A-Z0-9]", "_");
    }
}
