package dev.bellwether.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The glossary leads to classes that exist.
class GlossaryTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path GLOSSARY = HOME.resolve("docs/glossary.md");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");
    private static final Pattern QUESTION = Pattern.compile("^\\| [^|]+\\? \\| ([^|]+) \\| `(\\w+)` \\|", Pattern.MULTILINE);

    @Test
    void every_class_that_it_names_exists_exactly_once() throws IOException {
        Map<String, List<Path>> sources = sources();
        Set<String> named = CLASS.matcher(Files.readString(GLOSSARY)).results().map(match -> match.group(1)).collect(toSet());

        assertThat(named).hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(sources.getOrDefault(name, List.of())).as(name).hasSize(1));
    }

    /// In the class itself, or in its package's description.
    @Test
    void each_of_the_ten_classes_is_found_by_its_word() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<MatchResult> questions = QUESTION.matcher(Files.readString(GLOSSARY)).results().toList();

        assertThat(questions).hasSize(10).allSatisfy(question -> {
            Path source = sources.get(question.group(2)).getFirst();
            Path about = source.resolveSibling("package-info.java");
            String text = Files.readString(source) + (Files.exists(about) ? Files.readString(about) : "");
            assertThat(text.toLowerCase(Locale.ROOT)).as(question.group(2)).contains(question.group(1));
        });
    }

    /// By class name, of all modules, tests included.
    private static Map<String, List<Path>> sources() throws IOException {
        try (Stream<Path> files = Files.find(HOME, 20, (path, _) -> path.toString().endsWith(".java"))) {
            return files.filter(path -> HOME.relativize(path).toString().matches("[\\w-]+/src/\\w+/java/.*"))
                    .collect(groupingBy(path -> path.getFileName().toString().replace(".java", "")));
        }
    }
}
