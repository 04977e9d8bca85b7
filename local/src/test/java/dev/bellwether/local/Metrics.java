package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the four services tell Prometheus.
///
/// @param texts as scraped
record Metrics(Map<Service, String> texts) {

    private static final Path CHART = Path.of("../deploy/helm/bellwether");
    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final Pattern NAME = Pattern.compile("\\bbellwether_[a-z_]+\\b");
    private static final Pattern SERIES = Pattern.compile("^(bellwether_[a-z_]+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"[^\"]*\"");
    private static final Pattern ROW = Pattern.compile("^\\| `(bellwether_[a-z_]+)` \\| (\\w+) \\| \\w+ \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final String PART = "_(count|sum|bucket|max)$";

    static Metrics scrape(TestPlatform platform) throws IOException, InterruptedException {
        Map<Service, String> texts = new EnumMap<>(Service.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Service service : Service.values()) {
                URI address = URI.create("http://localhost:" + platform.managementPort(service) + "/q/metrics");
                assertThat(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).statusCode())
                        .isEqualTo(401);
                HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address)
                        .header("authorization", "Bearer " + TestPlatform.METRICS_KEY).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                texts.put(service, answer.body());
            }
        }
        return new Metrics(texts);
    }

    /// Scrapes until something is seen.
    static Metrics awaitIn(TestPlatform platform, Predicate<Metrics> seen) throws IOException, InterruptedException {
        return Eventually.eventually(() -> scrape(platform), seen);
    }

    /// Our own, each with its labels, as far as they have been seen with a number.
    Map<String, Set<String>> seen() {
        Map<String, Set<String>> seen = new HashMap<>();
        texts.values().forEach(text -> SERIES.matcher(text).results().forEach(series -> {
            Set<String> labels = seen.computeIfAbsent(series.group(1).replaceFirst(PART, ""), _ -> new HashSet<>());
            if (series.group(2) != null) {
                LABEL.matcher(series.group(2)).results().map(label -> label.group(1)).filter(label -> !label.equals("le"))
                        .forEach(labels::add);
            }
        }));
        return seen;
    }

    /// The sum over all series of the name in a service whose labels hold a text.
    double sum(Service service, String name, String label) {
        return SERIES.matcher(texts.get(service)).results()
                .filter(series -> series.group(1).equals(name) && (label.isEmpty() || series.group(2).contains(label)))
                .mapToDouble(series -> Double.parseDouble(series.group(3)))
                .sum();
    }

    static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> documented = new HashMap<>();
        ROW.matcher(Files.readString(DOCUMENT)).results().forEach(row -> documented.put(row.group(1),
                Pattern.compile("`([a-z]+)`").matcher(row.group(3)).results().map(label -> label.group(1)).collect(Collectors.toSet())));
        return documented;
    }

    /// By the chart's alerts, dashboards and autoscaling.
    static Set<String> askedFor() throws IOException {
        try (Stream<Path> files = Files.walk(CHART)) {
            Set<String> asked = new HashSet<>();
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))::iterator) {
                NAME.matcher(Files.readString(file)).results().forEach(name -> asked.add(name.group().replaceFirst(PART, "")));
            }
            return asked;
        }
    }

    /// What the chart's dashboards ask each service beside our own: names that libraries choose, and may change.
    static Set<String> askedOfLibraries() throws IOException {
        String panels = Files.readString(CHART.resolve("dashboards/service.yaml"));
        return Pattern.compile("\\b(?!bellwether|up)([a-z]+_[a-z_]+)\\{").matcher(panels).results().map(name -> name.group(1))
                .collect(Collectors.toSet());
    }
}
