package dev.bellwether.segmentation.scheme;

import dev.bellwether.features.v1.Features;
import dev.bellwether.mapping.rules.FeatureVariables;
import dev.bellwether.segmentation.membership.Rules;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Optional;

/// A rule whose conditions are planned programs.
final class CompiledRule implements Rules.Rule {

    private final SegmentRule rule;
    private final Program enter;
    private final Program stay;

    CompiledRule(SegmentRule rule, Program enter, Program stay) {
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

    private boolean holds(Program condition, String field, Features features) {
        try {
            return (Boolean) condition.eval(name -> Optional.ofNullable(FeatureVariables.read(name, features)));
        } catch (CelEvaluationException failed) {
            throw new UndecidableRule(rule.id() + "." + field + " cannot be evaluated: " + failed.getMessage(), failed);
        }
    }
}
