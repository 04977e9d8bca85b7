package dev.bellwether.mapping.sample;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.FeatureDefinition.Type;
import dev.bellwether.mapping.rules.Outline;
import dev.bellwether.mapping.rules.Outline.AmongTexts;
import dev.bellwether.mapping.rules.Outline.Always;
import dev.bellwether.mapping.rules.Outline.And;
import dev.bellwether.mapping.rules.Outline.Compared;
import dev.bellwether.mapping.rules.Outline.Not;
import dev.bellwether.mapping.rules.Outline.Opaque;
import dev.bellwether.mapping.rules.Outline.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Values of a feature with which conditions are worth trying: those that they compare it with and what lies next to them, the ends of
/// its range, some usual ones, and what is not known.
final class FeatureValues {

    /// Stands for what is not known: NaN for numbers, "" for texts.
    static final Object UNKNOWN_NUMBER = Double.NaN;
    static final Object UNKNOWN_TEXT = "";

    private static final double[] USUAL = {0, 0.25, 0.5, 0.75, 1, 2, 5, 10, 20, 50, 100, 365, 1_000, 10_000};
    private static final Set<String> RATIOS = Set.of("ratio", "rank");
    private static final Set<String> AMOUNTS = Set.of("currency units per month", "currency units", "minutes");

    private FeatureValues() {}

    /// In a fixed order.
    static List<Object> of(FeatureDefinition feature, List<Outline> conditions) {
        return feature.getType() == Type.TEXT ? texts(feature, conditions) : numbers(feature, conditions);
    }

    private static List<Object> numbers(FeatureDefinition feature, List<Outline> conditions) {
        double step = RATIOS.contains(feature.getUnit()) ? 0.01 : AMOUNTS.contains(feature.getUnit()) ? 0.5 : 1;
        boolean whole = step == 1;
        TreeSet<Double> thresholds = new TreeSet<>();
        conditions.stream().flatMap(Outline::leaves).forEach(leaf -> {
            switch (leaf) {
                case Compared compared when compared.feature().equals(feature.getFeature()) -> thresholds.add(compared.with());
                case Opaque opaque when opaque.features().contains(feature.getFeature()) -> thresholds.addAll(opaque.numbers());
                default -> {}
            }
        });
        TreeSet<Double> values = new TreeSet<>();
        Stream.of(USUAL).flatMapToDouble(java.util.Arrays::stream).forEach(values::add);
        if (feature.hasMin()) {
            values.add(feature.getMin());
        }
        if (feature.hasMax()) {
            values.add(feature.getMax());
        }
        for (double threshold : thresholds) {
            values.addAll(List.of(threshold, threshold - step, threshold + step, threshold * 0.9, threshold * 1.1));
            Double next = thresholds.higher(threshold);
            values.add(next == null ? threshold * 2 : (threshold + next) / 2);
        }
        List<Object> possible = new ArrayList<>(values.stream().map(value -> whole ? Math.rint(value) : value).distinct()
                .filter(value -> !(feature.hasMin() && value < feature.getMin()) && !(feature.hasMax() && value > feature.getMax()))
                .map(Object.class::cast).toList());
        if (!feature.getUnknownWhen().isEmpty()) {
            possible.add(UNKNOWN_NUMBER);
        }
        return possible;
    }

    private static List<Object> texts(FeatureDefinition feature, List<Outline> conditions) {
        TreeSet<String> values = new TreeSet<>(feature.getValuesList());
        if (values.isEmpty()) {
            conditions.stream().flatMap(Outline::leaves).forEach(leaf -> {
                if (leaf instanceof AmongTexts among && among.feature().equals(feature.getFeature())) {
                    values.addAll(among.texts());
                }
            });
            values.add("Something else");
        }
        if (!feature.getUnknownWhen().isEmpty()) {
            values.add("");
        }
        return new ArrayList<>(values);
    }

    static Stream<String> features(Outline condition) {
        return condition.leaves().flatMap(leaf -> switch (leaf) {
            case Compared compared -> Stream.of(compared.feature());
            case AmongTexts texts -> Stream.of(texts.feature());
            case Opaque opaque -> opaque.features().stream();
            case Always _,And _,Or _,Not _ -> Stream.of();
        });
    }
}
