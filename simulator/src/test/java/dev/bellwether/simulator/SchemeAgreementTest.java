package dev.bellwether.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The segments, by the services' own rules and code, against the simulator's truth. The whole of it, with 5,000
/// accounts, is what `./bellwether demo` shows.
class SchemeAgreementTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    @ParameterizedTest
    @CsvSource({"400, 180, 1, 0", "400, 180, 2, 240", "200, 120, 3, 2000"})
    void the_segments_agree_with_what_the_accounts_are(int accounts, int days, long seed, int live) throws IOException {
        ConfusionMatrix matrix = SchemeAgreement.measure(
                new SimulationSettings("acme", accounts, days, seed, TODAY), live, SchemeAgreement.shippedRules(), (_, _) -> {});
        assertThat(matrix.truths()).hasSize(12);
        assertThat(matrix.meanRecall()).as("%s", matrix).isGreaterThan(0.9);
        assertThat(matrix.lowestRecall()).as("%s", matrix).isGreaterThan(0.6);
        // No scheme finds all of them, unless the events disclose the truth.
        assertThat(matrix.meanRecall()).as("%s", matrix).isLessThan(0.995);
    }

    /// A tool more than a test, for work on the scheme or the simulator: see docs/simulator.md.
    @Test
    @EnabledIfSystemProperty(named = "agreement", matches = ".+")
    void the_agreement_asked_for_is_printed() throws IOException {
        String[] asked = System.getProperty("agreement").split(" ");
        String scheme = System.getProperty("scheme", "");
        String wanted = System.getProperty("mistakes", "");
        SimulationSettings settings = new SimulationSettings("acme", Integer.parseInt(asked[0]), Integer.parseInt(asked[1]),
                Long.parseLong(asked[2]), LocalDate.parse(System.getProperty("today", TODAY.toString())));
        ConfusionMatrix matrix = SchemeAgreement.measure(settings, Integer.parseInt(asked[3]),
                scheme.isEmpty() ? SchemeAgreement.shippedRules() : SchemeAgreement.rules(Path.of(scheme)), (mistake, features) -> {
                    if (mistake.equals(wanted)) {
                        System.out.println(features.toString().replace('\n', ' '));
                    }
                });
        System.out.print(matrix);
        assertThat(matrix.truths()).isNotEmpty();
    }
}
