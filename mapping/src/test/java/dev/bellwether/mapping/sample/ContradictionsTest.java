package dev.bellwether.mapping.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.mapping.rules.FeatureEnvironment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {

    private static final FeatureEnvironment ENVIRONMENT = new FeatureEnvironment().with(Map.of("few", 3.0));

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            mrr > 5.0 && mrr < 3.0  ~ mrr is never both > 5.0 and < 3.0
            5.0 < mrr && plan == 'Pro' && mrr <= few  ~ mrr is never both > 5.0 and <= 3.0
            mrr >= 5.0 && mrr < 5.0  ~ mrr is never both >= 5.0 and < 5.0
            active_days_28 > 28.0  ~ active_days_28 is never > 28.0: it is at least 0.0 and at most 28.0
            mrr < -1.0  ~ mrr is never < -1.0: it is at least 0.0
            nps == 3.0 && nps == 4.0  ~ nps is never both == 4.0 and == 3.0
            plan == 'Pro' && plan == 'Free'  ~ plan is never both "Pro" and "Free"
            plan in ['A', 'B'] && plan == 'C'  ~ plan is never both "A" or "B" and "C"
            false  ~ it is false
            mrr > 1.0 && (seats > 5.0 && seats < 3.0 || false)  ~ seats is never both > 5.0 and < 3.0; it is false
            """)
    void bounds_that_exclude_each_other_are_proved_with_the_reason(String condition, String reason) throws Exception {
        assertThat(in(condition)).as(condition).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mrr > 5.0 || mrr < 3.0", "mrr >= 5.0 && mrr <= 5.0", "mrr > 3.0 && mrr < 5.0", "mrr > 5.0 && !(mrr < 3.0)",
        "!(mrr > 5.0) && !(mrr <= 5.0)", "mrr > seats && mrr < seats", "plan == 'Pro' && plan != 'Free'", "true", "mrr != mrr",
        "active_days_28 >= 28.0", "mrr_change_90 < -5.0", "mrr > 5.0 && seats < 3.0"})
    void nothing_is_said_of_what_can_hold_or_is_not_proved(String condition) throws Exception {
        assertThat(in(condition)).as(condition).isEmpty();
    }

    @Test
    void alternatives_that_can_never_hold_are_told_beside_those_that_can() throws Exception {
        assertThat(Contradictions.inAlternatives(ENVIRONMENT.condition("seats > 9.0 || nps > 10.5 || nps > 5.0 && nps < 2.0").outline()))
                .containsExactly("nps is never > 10.5: it is at least 0.0 and at most 10.0", "nps is never both > 5.0 and < 2.0");
    }

    private static Optional<String> in(String condition) throws Exception {
        return Contradictions.in(ENVIRONMENT.condition(condition).outline());
    }
}
