package dev.bellwether.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeaturesPageTest {

    private static final Path PAGE = Path.of("../docs/features.md");
    private static final String BEGIN = "<!-- features: made of features.proto -->\n";
    private static final String END = "\n<!-- end of features -->\n";

    /// With `-Dbellwether.features=write` it writes it instead.
    @Test
    void the_page_has_every_feature_as_the_contract_defines_it() throws IOException {
        String text = Files.readString(PAGE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("bellwether.features"))) {
            Files.writeString(PAGE, text.substring(0, begin) + FeatureTable.ofAll() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end))
                    .as("rewritten by 'mvn test -pl proto -Dtest=FeaturesPageTest -Dbellwether.features=write'")
                    .isEqualTo(FeatureTable.ofAll());
        }
    }
}
