package dev.bellwether.mapping.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.rules.FeatureEnvironment;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.mapping.sample.FeatureSampler.Goal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSamplerTest {

    @ParameterizedTest
    @ValueSource(strings = {"mrr > 123.4 && mrr < 123.6", "plan == 'Gold' && industry in ['Steel', 'Coal'] && country != 'DE'",
        "!(nps >= 0.0) && csat == 5.0", "mrr / seats > 777.0", "active_days_28 == 28.0 && activity_trend < 0.01 && renewal_in_days < -30.0",
        "usage_basis == 'reported' || usage_basis == ''",
        "cancelled == 1.0 && !(days_since_last_activity < 400.0) && tenure_days >= 400.0"})
    void accounts_are_found_for_which_a_condition_holds_and_for_which_it_does_not(String condition) throws Exception {
        FeatureExpression<Boolean> compiled = new FeatureEnvironment().condition(condition);
        FeatureSampler sampler = new FeatureSampler(List.of(compiled.outline()));
        assertThat(sample(sampler, compiled, true)).anyMatch(compiled::of);
        assertThat(sample(sampler, compiled, false)).anyMatch(it -> !compiled.of(it));
    }

    @Test
    void the_same_seed_gives_the_same_accounts() throws Exception {
        FeatureExpression<Boolean> compiled = new FeatureEnvironment().condition("mrr > 10.0 && plan == 'Gold' || seats > 3.0");
        FeatureSampler sampler = new FeatureSampler(List.of(compiled.outline()));
        assertThat(sample(sampler, compiled, true)).isEqualTo(sample(sampler, compiled, true));
    }

    @Test
    void an_account_that_is_silent_for_four_weeks_has_no_activity_in_them() throws Exception {
        FeatureExpression<Boolean> compiled =
                new FeatureEnvironment().condition("days_since_last_activity >= 90.0 && active_days_28 > 3.0");
        assertThat(sample(new FeatureSampler(List.of(compiled.outline())), compiled, true)).noneMatch(compiled::of);
    }

    private static List<Features> sample(FeatureSampler sampler, FeatureExpression<Boolean> condition, boolean holds) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        return IntStream.range(0, 200)
                .mapToObj(_ -> sampler.towards(List.of(new Goal(condition.outline(), holds)), CompanyType.ENTERPRISE, random)).toList();
    }
}
