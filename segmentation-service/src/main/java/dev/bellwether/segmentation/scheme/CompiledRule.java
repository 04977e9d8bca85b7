package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.definition.ConditionText;
import dev.bellwether.mapping.rules.FailedExpression;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.segmentation.membership.Rules;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A rule whose conditions are compiled.
final class CompiledRule implements Rules.Rule {

    private final SegmentRule rule;
    private final FeatureExpression<Boolean> enter;
    private final FeatureExpression<Boolean> stay;

    CompiledRule(SegmentRule rule, FeatureExpression<Boolean> enter, FeatureExpression<Boolean> stay) {
        this.rule = rule;
        this.enter = enter;
        this.stay = stay;
    }

    @Override
    public String stage() {
        return rule.id();
    }

    @Override
    public String enter() {
        return rule.enter().text();
    }

    @Override
    public String stay() {
        return rule.stay().text();
    }

    @Override
    public int minimumStayDays() {
        return rule.minimumStayDays();
    }

    @Override
    public boolean overridesMinimumStay() {
        return rule.overridesMinimumStay();
    }

    SegmentRule written() {
        return rule;
    }

    FeatureExpression<Boolean> entering() {
        return enter;
    }

    FeatureExpression<Boolean> staying() {
        return stay;
    }

    /// As written, without the one for staying where that is the one for entering.
    Map<ConditionText, FeatureExpression<Boolean>> conditions() {
        Map<ConditionText, FeatureExpression<Boolean>> conditions = new LinkedHashMap<>();
        conditions.put(rule.enter(), enter);
        conditions.putIfAbsent(rule.stay(), stay);
        return conditions;
    }

    /// Of features and parameters, in its conditions.
    Set<String> names() {
        Set<String> names = new HashSet<>(enter.names());
        names.addAll(stay.names());
        return names;
    }

    @Override
    public boolean enters(Features features) {
        return holds(enter, "enter", features);
    }

    @Override
    public boolean stays(Features features) {
        return holds(stay, "stay", features);
    }

    private boolean holds(FeatureExpression<Boolean> condition, String field, Features features) {
        try {
            return condition.of(features);
        } catch (FailedExpression failed) {
            throw new UndecidableRule(rule.id() + "." + field + " cannot be evaluated: " + failed.getMessage(), failed);
        }
    }
}
