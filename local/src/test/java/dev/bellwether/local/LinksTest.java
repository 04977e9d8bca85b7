package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Links from one page of the repository to another lead to a file, and to a heading in it.
class LinksTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void every_link_leads_to_what_exists() throws IOException {
        List<Path> pages = pages();

        assertThat(pages).hasSizeGreaterThan(60);
        for (Path page : pages) {
            for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("%s: %s", page, link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target)).as("%s: %s", page, link.group()).contains(link.group(2));
                }
            }
        }
    }

    /// As GitHub makes them of headings.
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(text(page)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.find(HOME.resolve("docs"), 5, (path, _) -> path.toString().endsWith(".md"));
                Stream<Path> runbooks = Files.list(HOME.resolve("deploy/runbooks"))) {
            return Stream.of(docs, runbooks, Stream.of(HOME.resolve("README.md"), HOME.resolve("deploy/helm/bellwether/README.md")))
                    .flatMap(each -> each).sorted().toList();
        }
    }
}
