package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings `bellwether.…` that a service has, by its sources and those of the chassis.
final class OwnSettings {

    private static final Pattern WRITTEN = Pattern.compile("^(bellwether\\.[^=\\s]+)=", Pattern.MULTILINE);
    private static final Pattern MAPPED = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"");
    private static final Pattern METHOD =
            Pattern.compile("((?:^ {4}@.*\n)*)^ {4}([A-Z][\\w<>, ]*|int|long|boolean|double) (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)");
    private static final Pattern NAME = Pattern.compile("@WithName\\(\"([a-z-]+)\"\\)");

    private final Set<String> properties = new HashSet<>();
    /// Those that anything can stand behind.
    private final Set<String> maps = new HashSet<>();
    /// Of those that are mapped, where they have one.
    private final Map<String, Optional<String>> defaults = new HashMap<>();

    static OwnSettings of(String program) {
        OwnSettings settings = new OwnSettings();
        List.of("../chassis/src/main", "../" + program + "/src/main").forEach(folder -> settings.read(Path.of(folder)));
        return settings;
    }

    boolean know(String variable) {
        return properties.stream().anyMatch(property -> variable(property).equals(variable))
                || maps.stream().anyMatch(map -> variable.matches(variable(map) + "__[A-Z0-9_]+_"));
    }

    /// The mapped ones, with their defaults.
    Map<String, Optional<String>> defaults() {
        return defaults;
    }

    /// What anything reads of its own, in any service: the database's place is read by `application.properties` alone.
    Set<String> properties() {
        return Stream.concat(properties.stream(), maps.stream()).collect(Collectors.toSet());
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
        MAPPED.matcher(text).results().findFirst().ifPresent(prefix -> METHOD.matcher(text).results().forEach(method -> {
            String property = method.group(1).contains("@WithParentName") ? prefix.group(1) : prefix.group(1) + "." + name(method);
            (method.group(2).startsWith("Map<") ? maps : properties).add(property);
            defaults.put(property, DEFAULT.matcher(method.group(1)).results().findFirst().map(value -> value.group(1)));
        }));
    }

    private static String name(MatchResult method) {
        return NAME.matcher(method.group(1)).results().findFirst().map(name -> name.group(1)).orElseGet(() -> kebab(method.group(3)));
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase();
    }

    private static String variable(String property) {
        return property.toUpperCase().replaceAll("[^A-Z0-9]", "_");
    }
}
