package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Decision records have a number each, and their title, a full sentence, as file name.
class DecisionsTest {

    private static final Path DECISIONS = Path.of("../docs/decisions");

    @Test
    void each_has_a_number_of_its_own_and_is_named_by_its_title() throws IOException {
        List<Path> decisions = decisions();

        assertThat(decisions.stream().map(file -> name(file).substring(0, 4)))
                .doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{4}"));
        for (Path decision : decisions) {
            String title = Files.readAllLines(decision).getFirst();
            assertThat(title).as(name(decision)).matches("# [^.]+");
            assertThat(name(decision).substring(5)).isEqualTo(kebab(title.substring(2)) + ".md");
        }
    }

    private static String kebab(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.sorted().toList();
        }
    }
}
