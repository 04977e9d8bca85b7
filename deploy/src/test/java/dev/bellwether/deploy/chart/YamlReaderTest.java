package dev.bellwether.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class YamlReaderTest {

    /// The readers take in 1,024 or 1,025 UTF-16 units at a time.
    @ParameterizedTest
    @EnumSource
    void a_character_of_two_utf_16_units_may_lie_anywhere(YamlReader reader) {
        for (int before = 0; before < 2_100; before++) {
            String value = "a".repeat(before) + "\uD83D\uDE00";
            assertThat(reader.read("key: \"" + value + "\"\n")).as("behind %d letters", (Integer) before)
                    .containsExactly(Map.of("key", value));
        }
    }
}
