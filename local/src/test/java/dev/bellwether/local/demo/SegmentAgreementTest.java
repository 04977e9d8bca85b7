package dev.bellwether.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentAgreementTest {

    @Test
    void the_mean_counts_every_persona_alike_however_rare() {
        SegmentAgreement agreement = SegmentAgreement.of(
                Map.of("a1", "power", "a2", "power", "a3", "power", "a4", "power", "b1", "churned"),
                Map.of("a1", "power", "a2", "power", "a3", "power", "a4", "at-risk", "b1", "churned"));

        // Three of four, and one of one.
        assertThat(agreement.meanRecall()).isCloseTo((0.75 + 1) / 2, within(1e-12));
        assertThat(agreement.personas()).containsExactly(new SegmentAgreement.Persona("churned", 1, 1, 1, ""),
                new SegmentAgreement.Persona("power", 4, 3, 0.75, "at-risk (1)"));
    }

    @Test
    void an_account_in_no_segment_is_not_found() {
        assertThat(SegmentAgreement.of(Map.of("a1", "power"), Map.of()).personas())
                .containsExactly(new SegmentAgreement.Persona("power", 1, 0, 0, "no segment (1)"));
    }
}
