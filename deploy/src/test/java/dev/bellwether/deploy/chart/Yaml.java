package dev.bellwether.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

final class Yaml {

    private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

    private Yaml() {}

    static List<JsonNode> documents(String text) {
        try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream().filter(document -> !document.isNull() && !document.isMissingNode()).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A copy of the file with other values at some paths, whose steps have dots between.
    static Path changed(Path file, Map<String, ?> changes) {
        ObjectNode root = (ObjectNode) read(file);
        changes.forEach((path, value) -> {
            String[] steps = path.split("\\.");
            ObjectNode parent = root;
            for (String step : Arrays.copyOf(steps, steps.length - 1)) {
                parent = parent.withObjectProperty(step);
            }
            parent.set(steps[steps.length - 1], MAPPER.valueToTree(value));
        });
        try {
            Path copy = Files.createTempFile(Files.createDirectories(Path.of("target/values")), "changed-", ".yaml");
            Files.writeString(copy, MAPPER.writeValueAsString(root));
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
