package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.rules.FailedExpression;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.segmentation.membership.Rules;

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
        return rule.enter();
    }

    @Override
    public String stay() {
        return rule.stay();
    }

    @Override
    public int minimumStayDays() {
        return rule.minimumStayDays();
    }

    @Override
    public boolean overridesMinimumStay() {
        return rule.overridesMinimumStay();
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
