package dev.bellwether.mapping.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The shape of a condition, as far as it can be reasoned about without evaluating it. Constants stand with their values.
public sealed interface Outline {

    record And(List<Outline> parts) implements Outline {}

    record Or(List<Outline> parts) implements Outline {}

    record Not(Outline part) implements Outline {}

    record Always(boolean value) implements Outline {}

    /// A feature that is a number, compared with one.
    record Compared(String feature, Comparison comparison, double with) implements Outline {}

    /// Whether a feature that is a text is (or is not) one of some.
    ///
    /// @param line   of the first of them, within the condition, from 1
    /// @param column from 1
    record AmongTexts(String feature, Set<String> texts, boolean among, int line, int column) implements Outline {}

    /// Anything else.
    ///
    /// @param features that it names
    /// @param numbers  that stand in it
    record Opaque(Set<String> features, Set<Double> numbers) implements Outline {}

    /// What it is made of, without what joins it.
    default Stream<Outline> leaves() {
        return switch (this) {
            case And(List<Outline> parts) -> parts.stream().flatMap(Outline::leaves);
            case Or(List<Outline> parts) -> parts.stream().flatMap(Outline::leaves);
            case Not(Outline part) -> part.leaves();
            case Always _,Compared _,AmongTexts _,Opaque _ -> Stream.of(this);
        };
    }

    enum Comparison {
        LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL;

        Comparison mirrored() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case EQUAL, NOT_EQUAL -> this;
            };
        }

        /// As in rules: with what is not known, which is NaN, only [#NOT_EQUAL] holds.
        public boolean holds(double left, double right) {
            return switch (this) {
                case LESS -> left < right;
                case LESS_OR_EQUAL -> left <= right;
                case GREATER -> left > right;
                case GREATER_OR_EQUAL -> left >= right;
                case EQUAL -> left == right;
                case NOT_EQUAL -> left != right;
            };
        }

        public String sign() {
            return switch (this) {
                case LESS -> "<";
                case LESS_OR_EQUAL -> "<=";
                case GREATER -> ">";
                case GREATER_OR_EQUAL -> ">=";
                case EQUAL -> "==";
                case NOT_EQUAL -> "!=";
            };
        }
    }
}
