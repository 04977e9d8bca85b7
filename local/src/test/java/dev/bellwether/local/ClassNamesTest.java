package dev.bellwether.local;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class name occurs once in the repository, so that a search for it leads to it.
class ClassNamesTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void a_class_name_occurs_once() throws IOException {
        try (Stream<Path> files = Files.find(HOME, 20, (path, _) -> path.toString().endsWith(".java"))) {
            Map<String, Long> occurrences = files.filter(path -> HOME.relativize(path).toString().matches("[\\w-]+/src/\\w+/java/.*"))
                    .map(path -> path.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .collect(groupingBy(name -> name, counting()));
            assertThat(occurrences).hasSizeGreaterThan(500).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
        }
    }
}
