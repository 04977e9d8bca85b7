package dev.bellwether.mapping.sample;

import dev.bellwether.features.v1.FeatureDefinition;
import dev.bellwether.mapping.rules.Outline.Compared;
import java.util.Optional;

/// The values that a number may have, and what has bounded it.
///
/// @param lower absent: the range in the catalogue, or nothing
/// @param told  why it is empty, when it is
record Interval(FeatureDefinition feature, double least, boolean withLeast, double most, boolean withMost, Optional<Compared> lower,
        Optional<Compared> upper, String told) {

    static Interval of(FeatureDefinition feature) {
        return new Interval(feature, feature.hasMin() ? feature.getMin() : Double.NEGATIVE_INFINITY, true,
                feature.hasMax() ? feature.getMax() : Double.POSITIVE_INFINITY, true, Optional.empty(), Optional.empty(), "");
    }

    Interval with(Compared compared) {
        double value = compared.with();
        return (switch (compared.comparison()) {
            case GREATER -> above(compared, value, false);
            case GREATER_OR_EQUAL -> above(compared, value, true);
            case LESS -> below(compared, value, false);
            case LESS_OR_EQUAL -> below(compared, value, true);
            case EQUAL -> above(compared, value, true).below(compared, value, true);
            case NOT_EQUAL -> this;
        }).explained(compared);
    }

    boolean isEmpty() {
        return least > most || least == most && !(withLeast && withMost);
    }

    private Interval above(Compared compared, double value, boolean with) {
        return value > least || value == least && withLeast && !with
                ? new Interval(feature, value, with, most, withMost, Optional.of(compared), upper, told) : this;
    }

    private Interval below(Compared compared, double value, boolean with) {
        return value < most || value == most && withMost && !with
                ? new Interval(feature, least, withLeast, value, with, lower, Optional.of(compared), told) : this;
    }

    private Interval explained(Compared last) {
        if (!isEmpty()) {
            return this;
        }
        String name = feature.getFeature();
        String reason = lower.isPresent() && upper.isPresent() && !lower.equals(upper)
                ? name + " is never both " + written(lower.get()) + " and " + written(upper.get())
                : name + " is never " + written(last) + ": it is " + range();
        return new Interval(feature, least, withLeast, most, withMost, lower, upper, reason);
    }

    private String range() {
        return (feature.hasMin() ? "at least " + number(feature.getMin()) : "") + (feature.hasMin() && feature.hasMax() ? " and " : "")
                + (feature.hasMax() ? "at most " + number(feature.getMax()) : "");
    }

    private static String written(Compared compared) {
        return compared.comparison().sign() + " " + compared.with();
    }

    private static String number(double value) {
        return String.valueOf(value);
    }
}
