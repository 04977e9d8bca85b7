package dev.bellwether.playbooks.playbook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The playbooks that Bellwether starts with, as they are written in `playbooks/starter.yaml`.
final class StarterPlaybooks {
    private static final String FILE = "/playbooks/starter.yaml";

    private StarterPlaybooks() {}

    static List<Playbook> read() {
        try (var file = StarterPlaybooks.class.getResourceAsStream(FILE)) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(FILE + " cannot be read: " + broken.getMessage(), broken);
        }
    }
}
