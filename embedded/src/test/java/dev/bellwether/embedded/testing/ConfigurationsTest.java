package dev.bellwether.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

    @ConfigMapping(prefix = "printer")
    private interface PrinterConfig {
        String address();

        @WithDefault("1")
        int copies();

        @WithDefault("false")
        boolean doubleSided();
    }

    @Test
    void what_sets_everything_is_taken() {
        PrinterConfig config = Configurations.full(PrinterConfig.class,
                Map.of("printer.address", "hall", "printer.copies", "2", "printer.double-sided", "true"));
        assertThat(config.address()).isEqualTo("hall");
        assertThat(config.copies()).isEqualTo(2);
        assertThat(config.doubleSided()).isTrue();
    }

    @Test
    void a_property_that_is_missing_or_set_to_its_default_is_reported() {
        assertThatThrownBy(() -> Configurations.full(PrinterConfig.class, Map.of("printer.address", "hall", "printer.copies", "2")))
                .isInstanceOf(AssertionError.class).hasMessageContaining("doubleSided");
        assertThatThrownBy(() -> Configurations.full(PrinterConfig.class,
                Map.of("printer.address", "hall", "printer.copies", "1", "printer.double-sided", "true")))
                .isInstanceOf(AssertionError.class).hasMessageContaining("printer.copies sets nothing");
    }

    @Test
    void what_is_missing_mistyped_or_unknown_is_refused_by_its_name() {
        assertThat(Configurations.refusal(PrinterConfig.class, Map.of())).contains("printer.address is required");
        assertThat(Configurations.refusal(PrinterConfig.class, Map.of("printer.address", "hall", "printer.copies", "two")))
                .contains("printer.copies").contains("\"two\"");
        assertThat(Configurations.refusal(PrinterConfig.class, Map.of("printer.address", "hall", "printer.duplex", "true")))
                .contains("printer.duplex");
        assertThatThrownBy(() -> Configurations.refusal(PrinterConfig.class, Map.of("printer.address", "hall")))
                .isInstanceOf(AssertionError.class);
    }
}
