package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A table of every value of the chart: its path, its default, and the comment above it.
final class ValuesTable {

    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][A-Za-z0-9-]*):.*");

    private ValuesTable() {}

    static String ofTheChart() {
        StringBuilder table = new StringBuilder("| value | default | |\n|---|---|---|\n");
        Map<String, String> comments = comments();
        leaves("", Yaml.read(Chart.FOLDER.resolve("values.yaml")), (path, value) -> {
            String comment = comments.get(path);
            if (comment == null || comment.isBlank()) {
                throw new AssertionError(path + " has no comment in values.yaml");
            }
            table.append("| `").append(path).append("` | `")
                    .append(value.isTextual() && !value.asText().isEmpty() ? value.asText() : value.toString())
                    .append("` | ").append(comment.replace("|", "\\|")).append(" |\n");
        });
        return table.toString();
    }

    private interface Leaf {
        void take(String path, JsonNode value);
    }

    private static void leaves(String path, JsonNode node, Leaf leaf) {
        if (node.isObject() && !node.isEmpty() && !path.equals("monitoring.dashboards.labels")) {
            node.properties()
                    .forEach(entry -> leaves(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaf));
        } else {
            leaf.take(path, node);
        }
    }

    /// The comment above each key, by the key's path.
    private static Map<String, String> comments() {
        Map<String, String> comments = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        List<String> pending = new ArrayList<>();
        for (String line : lines()) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                pending.add(line.strip().substring(1).strip());
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                comments.put(String.join(".", path), String.join(" ", pending));
                pending.clear();
            } else {
                pending.clear();
            }
        }
        return comments;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
