package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of all properties, against the interfaces that read them.
class ConfigurationPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(bellwether\\.[a-z.-]+)` \\| ([^|]*) \\|", Pattern.MULTILINE);

    @Test
    void the_page_names_every_property_with_its_default() throws IOException {
        Map<String, String> rows = ROW.matcher(Files.readString(Path.of("../docs/configuration.md"))).results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> defaults = new TreeMap<>();
        TreeSet<String> known = new TreeSet<>();
        FactsTest.services().map(service -> OwnSettings.of(FactsTest.program(service))).forEach(own -> {
            own.properties().stream().filter(property -> !property.contains("\"")).forEach(known::add);
            own.defaults().forEach((property, value) -> value.ifPresent(text -> defaults.put(property, "`" + text + "`")));
        });
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(rows).containsAllEntriesOf(defaults);
    }
}
