package dev.bellwether.mapping.sample;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.mapping.rules.Outline;
import dev.bellwether.mapping.rules.Outline.AmongTexts;
import dev.bellwether.mapping.rules.Outline.Always;
import dev.bellwether.mapping.rules.Outline.And;
import dev.bellwether.mapping.rules.Outline.Compared;
import dev.bellwether.mapping.rules.Outline.Not;
import dev.bellwether.mapping.rules.Outline.Opaque;
import dev.bellwether.mapping.rules.Outline.Or;
import dev.bellwether.proto.FeatureCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Proves that a condition can never hold: bounds of one feature that exclude each other, or lie outside its range in the catalogue.
/// What it does not find may be impossible all the same.
public final class Contradictions {

    private static final Map<String, FeatureDefinition> FEATURES =
            FeatureCatalogue.all().stream().collect(Collectors.toMap(FeatureDefinition::getFeature, it -> it));

    private Contradictions() {}

    /// Why it can never hold, as in "mrr is never both > 5.0 and < 3.0"; empty when that is not proved.
    public static Optional<String> in(Outline condition) {
        return switch (condition) {
            case Always(boolean value) -> value ? Optional.empty() : Optional.of("it is false");
            case Compared compared -> inAll(List.of(compared));
            case AmongTexts texts -> inAll(List.of(texts));
            case And(List<Outline> parts) -> inAll(parts);
            case Or(List<Outline> parts) -> parts.stream().allMatch(it -> in(it).isPresent())
                    ? Optional.of(parts.stream().map(it -> in(it).orElseThrow()).distinct().collect(Collectors.joining("; ")))
                    : Optional.empty();
            case Not(Outline part) -> part instanceof Always(boolean value) && value ? Optional.of("it is false") : Optional.empty();
            case Opaque _ -> Optional.empty();
        };
    }

    /// The same for alternatives of a condition that may hold by another one.
    public static List<String> inAlternatives(Outline condition) {
        return condition instanceof Or(List<Outline> parts) && in(condition).isEmpty()
                ? parts.stream().map(Contradictions::in).flatMap(Optional::stream).toList() : List.of();
    }

    private static Optional<String> inAll(List<Outline> parts) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        for (Outline part : parts) {
            switch (part) {
                case Compared compared -> {
                    Interval narrowed = intervals.getOrDefault(compared.feature(), Interval.of(FEATURES.get(compared.feature())))
                            .with(compared);
                    if (narrowed.isEmpty()) {
                        return Optional.of(narrowed.told());
                    }
                    intervals.put(compared.feature(), narrowed);
                }
                case AmongTexts(String feature, Set<String> among, boolean is, int _, int _) -> {
                    if (is && texts.containsKey(feature) && texts.get(feature).stream().noneMatch(among::contains)) {
                        return Optional.of(feature + " is never both " + quoted(texts.get(feature)) + " and " + quoted(among));
                    }
                    if (is) {
                        Set<String> both = new HashSet<>(among);
                        both.retainAll(texts.getOrDefault(feature, among));
                        texts.put(feature, both);
                    }
                }
                case Always _,And _,Or _,Not _,Opaque _ -> {
                    Optional<String> reason = in(part);
                    if (reason.isPresent()) {
                        return reason;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String quoted(Set<String> texts) {
        return texts.stream().sorted().map(it -> '"' + it + '"').collect(Collectors.joining(" or "));
    }
}
