package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every package says what is in it, what is not and where that is, and where to begin.
class PackageInfoTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void every_package_describes_itself_and_says_where_to_begin() throws IOException {
        assertThat(packages()).hasSizeGreaterThan(80).allSatisfy(folder -> {
            Path about = folder.resolve("package-info.java");
            assertThat(about).exists();
            List<String> lines = Files.readAllLines(about).stream()
                    .takeWhile(line -> !line.startsWith("package ")).filter(line -> !line.isBlank()).toList();
            assertThat(lines).as(about.toString()).hasSizeBetween(2, 5).allMatch(line -> line.startsWith("/// "))
                    .anyMatch(line -> line.matches(".*Begin (with|at) .*"));
        });
    }

    /// Folders of main sources with classes in them.
    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.find(HOME, 20, (path, _) -> path.toString().endsWith(".java"))) {
            return files.filter(path -> HOME.relativize(path).toString().matches("[\\w-]+/src/main/java/.*"))
                    .map(Path::getParent).distinct().sorted().toList();
        }
    }
}
