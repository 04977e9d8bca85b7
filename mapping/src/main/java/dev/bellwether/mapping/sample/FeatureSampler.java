package dev.bellwether.mapping.sample;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.rules.Outline;
import dev.bellwether.mapping.rules.Outline.AmongTexts;
import dev.bellwether.mapping.rules.Outline.Always;
import dev.bellwether.mapping.rules.Outline.And;
import dev.bellwether.mapping.rules.Outline.Compared;
import dev.bellwether.mapping.rules.Outline.Not;
import dev.bellwether.mapping.rules.Outline.Opaque;
import dev.bellwether.mapping.rules.Outline.Or;
import dev.bellwether.proto.FeatureCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes up accounts with which conditions are worth trying. Only the features that the conditions name are given; the same generator
/// gives the same accounts.
public final class FeatureSampler {

    private static final String COMPANY_TYPE = "company_type";

    /// What an account is to be like: a condition that is to hold, or is not to.
    public record Goal(Outline condition, boolean holds) {}

    private final Map<String, List<Object>> candidates = new LinkedHashMap<>();

    public FeatureSampler(List<Outline> conditions) {
        Set<String> named = conditions.stream().flatMap(FeatureValues::features).collect(Collectors.toSet());
        for (FeatureDefinition feature : FeatureCatalogue.all()) {
            if (named.contains(feature.getFeature()) && !feature.getFeature().equals(COMPANY_TYPE)) {
                candidates.put(feature.getFeature(), FeatureValues.of(feature, conditions));
            }
        }
    }

    /// Any account.
    public Features any(CompanyType companyType, RandomGenerator random) {
        return towards(List.of(), companyType, random);
    }

    /// One that is probably like that: the goals are met one after the other, and what a later one changes is not looked at again.
    public Features towards(List<Goal> goals, CompanyType companyType, RandomGenerator random) {
        Map<String, Object> account = new LinkedHashMap<>();
        candidates.forEach((feature, values) -> account.put(feature, one(values, random)));
        goals.forEach(goal -> meet(goal.condition(), goal.holds(), account, random));
        PossibleAccount.of(account);
        Features.Builder features = Features.newBuilder().setCompanyType(companyType);
        account.forEach((feature, value) -> {
            if (!value.equals(FeatureValues.UNKNOWN_NUMBER) && !value.equals(FeatureValues.UNKNOWN_TEXT)) {
                features.setField(Features.getDescriptor().findFieldByName(feature), value);
            }
        });
        return features.build();
    }

    private void meet(Outline condition, boolean holds, Map<String, Object> account, RandomGenerator random) {
        switch (condition) {
            case And(List<Outline> parts) -> meet(parts, holds, holds, account, random);
            case Or(List<Outline> parts) -> meet(parts, !holds, holds, account, random);
            case Not(Outline part) -> meet(part, !holds, account, random);
            case Compared(String feature, Outline.Comparison comparison, double with) ->
                choose(feature, value -> comparison.holds((Double) value, with) == holds, account, random);
            case AmongTexts(String feature, Set<String> texts, boolean among, int _, int _) ->
                choose(feature, value -> (texts.contains(value) == among) == holds, account, random);
            case Always _,Opaque _ -> {}
        }
    }

    private void meet(List<Outline> parts, boolean all, boolean holds, Map<String, Object> account, RandomGenerator random) {
        if (all) {
            parts.forEach(part -> meet(part, holds, account, random));
        } else {
            meet(one(parts, random), holds, account, random);
        }
    }

    /// What the account has is kept where it will do, so that several bounds of one feature can be met.
    private void choose(String feature, Predicate<Object> wanted, Map<String, Object> account, RandomGenerator random) {
        if (!candidates.containsKey(feature) || wanted.test(account.get(feature))) {
            return;
        }
        List<Object> fitting = candidates.get(feature).stream().filter(wanted).toList();
        if (!fitting.isEmpty()) {
            account.put(feature, one(fitting, random));
        }
    }

    private static <T> T one(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
