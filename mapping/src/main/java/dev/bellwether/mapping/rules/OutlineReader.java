package dev.bellwether.mapping.rules;

import dev.bellwether.mapping.rules.Outline.AmongTexts;
import dev.bellwether.mapping.rules.Outline.Always;
import dev.bellwether.mapping.rules.Outline.And;
import dev.bellwether.mapping.rules.Outline.Compared;
import dev.bellwether.mapping.rules.Outline.Comparison;
import dev.bellwether.mapping.rules.Outline.Not;
import dev.bellwether.mapping.rules.Outline.Opaque;
import dev.bellwether.mapping.rules.Outline.Or;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the outline of a condition that compiles.
final class OutlineReader {

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Object> constants;

    OutlineReader(CelAbstractSyntaxTree tree, Map<String, Object> constants) {
        this.tree = tree;
        this.constants = constants;
    }

    Outline read() {
        return read(tree.getExpr());
    }

    /// Everything that the condition names, features and constants.
    Set<String> names() {
        return identifiers(tree.getExpr()).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private Outline read(CelExpr expression) {
        if (value(expression).orElse(null) instanceof Boolean value) {
            return new Always(value);
        }
        if (expression.getKind() != Kind.CALL) {
            return opaque(expression);
        }
        List<CelExpr> arguments = expression.call().args();
        return switch (expression.call().function()) {
            case "_&&_" -> new And(arguments.stream().flatMap(it -> read(it) instanceof And and ? and.parts().stream()
                    : Stream.of(read(it))).toList());
            case "_||_" -> new Or(arguments.stream().flatMap(it -> read(it) instanceof Or or ? or.parts().stream()
                    : Stream.of(read(it))).toList());
            case "!_" -> new Not(read(arguments.getFirst()));
            case "_<_" -> compared(expression, Comparison.LESS);
            case "_<=_" -> compared(expression, Comparison.LESS_OR_EQUAL);
            case "_>_" -> compared(expression, Comparison.GREATER);
            case "_>=_" -> compared(expression, Comparison.GREATER_OR_EQUAL);
            case "_==_" -> compared(expression, Comparison.EQUAL);
            case "_!=_" -> compared(expression, Comparison.NOT_EQUAL);
            case "@in" -> among(expression);
            default -> opaque(expression);
        };
    }

    private Outline compared(CelExpr expression, Comparison comparison) {
        CelExpr left = expression.call().args().getFirst();
        CelExpr right = expression.call().args().getLast();
        return compared(left, right, comparison).or(() -> compared(right, left, comparison.mirrored())).orElseGet(() -> opaque(expression));
    }

    private Optional<Outline> compared(CelExpr feature, CelExpr constant, Comparison comparison) {
        if (!isFeature(feature)) {
            return Optional.empty();
        }
        String name = feature.ident().name();
        return value(constant).map(value -> switch (value) {
            case Double number -> new Compared(name, comparison, number);
            case String text when comparison == Comparison.EQUAL -> amongTexts(name, Set.of(text), true, constant);
            case String text when comparison == Comparison.NOT_EQUAL -> amongTexts(name, Set.of(text), false, constant);
            default -> null;
        });
    }

    private Outline among(CelExpr expression) {
        CelExpr feature = expression.call().args().getFirst();
        CelExpr list = expression.call().args().getLast();
        if (!isFeature(feature) || list.getKind() != Kind.LIST || list.list().elements().isEmpty()) {
            return opaque(expression);
        }
        Set<String> texts = new LinkedHashSet<>();
        list.list().elements().forEach(it -> value(it).filter(String.class::isInstance).ifPresent(text -> texts.add((String) text)));
        return texts.size() < list.list().elements().size() ? opaque(expression)
                : amongTexts(feature.ident().name(), texts, true, list.list().elements().getFirst());
    }

    private Outline amongTexts(String feature, Set<String> texts, boolean among, CelExpr at) {
        ExpressionProblem place = ExpressionPlaces.problem(tree.getSource(), at.id(), "", "");
        return new AmongTexts(feature, texts, among, place.line(), place.column());
    }

    private boolean isFeature(CelExpr expression) {
        return expression.getKind() == Kind.IDENT && !constants.containsKey(expression.ident().name());
    }

    /// Of a literal, a negated one, or a constant.
    private Optional<Object> value(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> literal(expression.constant());
            case IDENT -> Optional.ofNullable(constants.get(expression.ident().name()));
            case CALL -> expression.call().function().equals("-_") && value(expression.call().args().getFirst())
                    .orElse(null) instanceof Double number ? Optional.of(-number) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Object> literal(CelConstant constant) {
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
            case STRING_VALUE -> Optional.of(constant.stringValue());
            case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
            default -> Optional.empty();
        };
    }

    private Opaque opaque(CelExpr expression) {
        Set<String> features = identifiers(expression).filter(it -> !constants.containsKey(it))
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
        Set<Double> numbers = descendants(expression).map(this::value).flatMap(Optional::stream).filter(Double.class::isInstance)
                .map(Double.class::cast).collect(LinkedHashSet::new, Set::add, Set::addAll);
        return new Opaque(features, numbers);
    }

    private static Stream<String> identifiers(CelExpr expression) {
        return descendants(expression).filter(it -> it.getKind() == Kind.IDENT).map(it -> it.ident().name());
    }

    /// Itself, too. Conditions have no macros, and so no comprehensions.
    private static Stream<CelExpr> descendants(CelExpr expression) {
        Stream<CelExpr> below = switch (expression.getKind()) {
            case CALL -> Stream.concat(expression.call().target().stream(), expression.call().args().stream());
            case LIST -> expression.list().elements().stream();
            case SELECT -> Stream.of(expression.select().operand());
            case MAP -> expression.map().entries().stream().flatMap(it -> Stream.of(it.key(), it.value()));
            default -> Stream.of();
        };
        return Stream.concat(Stream.of(expression), below.flatMap(OutlineReader::descendants));
    }
}
