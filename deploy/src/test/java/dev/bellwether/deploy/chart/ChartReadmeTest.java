package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {

    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- values: made of values.yaml -->\n";
    private static final String END = "<!-- end of values -->\n";

    /// With `-Dbellwether.readme=write` it writes it instead.
    @Test
    void the_readme_has_every_value_as_it_is() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("bellwether.readme"))) {
            Files.writeString(README, text.substring(0, begin) + ValuesTable.ofTheChart() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end))
                    .as("rewritten by 'mvn test -pl deploy -am -Dtest=ChartReadmeTest -Dsurefire.failIfNoSpecifiedTests=false -Dbellwether.readme=write'")
                    .isEqualTo(ValuesTable.ofTheChart());
        }
    }

    @Test
    void the_readme_knows_every_example_of_values() throws IOException {
        String text = Files.readString(README);
        assertThat(Chart.valuesFiles()).allMatch(values -> text.contains("ci/" + values.getFileName()));
    }
}
