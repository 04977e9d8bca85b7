package dev.bellwether.features.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.peers.PeerMetric;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.testing.RandomFacts;
import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import dev.bellwether.proto.FeatureCatalogue;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What is calculated keeps to what the options in `features.proto` say of it.
class FeatureDefinitionsTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 9, 20);

    @Property(tries = 300)
    void a_feature_keeps_to_its_range_and_values_and_is_known_where_its_definition_says_so(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int count) {
        Random random = new Random(seed);
        AccountState state = new AccountState();
        RandomFacts.of(random, "acme", "a1", FIRST, 200, count).forEach(state::add);
        FeatureCalculation calculation = new FeatureCalculation();
        for (int i = 0; i < 5; i++) {
            Features features = calculation.at(state, state.firstFactDay() + random.nextInt(400)).features(PeerReference.NONE);
            FeatureCatalogue.all().forEach(definition -> check(definition, features));
        }
    }

    private static void check(FeatureDefinition definition, Features features) {
        FieldDescriptor field = field(definition.getFeature());
        Object value = features.getField(field);
        boolean known = field.hasPresence() ? features.hasField(field) : !value.equals("");
        assertThat(known || !definition.getUnknownWhen().isEmpty())
                .as(field.getName() + " is not known: its unknown_when in features.proto has to say when").isTrue();
        switch (value) {
            case Double number when known -> {
                assertThat(number).as(field.getName()).isFinite()
                        .isGreaterThanOrEqualTo(definition.hasMin() ? definition.getMin() : -Double.MAX_VALUE)
                        .isLessThanOrEqualTo(definition.hasMax() ? definition.getMax() : Double.MAX_VALUE);
            }
            case String text when known -> checkText(definition, text);
            case EnumValueDescriptor text -> checkText(definition, text.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
            default -> {}
        }
    }

    private static void checkText(FeatureDefinition definition, String text) {
        if (definition.getValuesCount() > 0) {
            assertThat(definition.getValuesList()).as(definition.getFeature()).contains(text);
        }
    }

    @Test
    void each_feature_that_has_a_rank_is_a_metric_of_peers() {
        assertThat(Stream.of(PeerMetric.values()).map(FeatureDefinitionsTest::name))
                .as("PeerMetric has a constant for each rank_of in features.proto")
                .containsExactlyInAnyOrderElementsOf(
                        FeatureCatalogue.all().stream().map(FeatureDefinition::getRankOf).filter(of -> !of.isEmpty()).toList());
    }

    @Test
    void each_metric_sets_the_rank_of_its_own_feature() {
        for (PeerMetric metric : PeerMetric.values()) {
            Features.Builder features = Features.newBuilder();
            metric.setRank(features, 0.25);
            assertThat(features.getAllFields().keySet()).as(metric.name()).singleElement()
                    .satisfies(field -> assertThat(rankOf(field)).isEqualTo(name(metric)));
        }
    }

    private static String rankOf(FieldDescriptor field) {
        return FeatureCatalogue.all().stream().filter(it -> it.getFeature().equals(field.getName())).findFirst().orElseThrow().getRankOf();
    }

    private static String name(PeerMetric metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    private static FieldDescriptor field(String feature) {
        return Features.getDescriptor().findFieldByName(feature);
    }
}
