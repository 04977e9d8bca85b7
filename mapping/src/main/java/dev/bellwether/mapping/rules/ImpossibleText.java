package dev.bellwether.mapping.rules;

import static java.util.stream.Collectors.joining;

import dev.bellwether.mapping.definition.NearestName;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds where a rule compares a feature that has few values with a text that it never is: such a rule compiles, and is silently
/// wrong for every account.
final class ImpossibleText {

    private final CelSource source;
    private final Map<String, Object> constants;
    private final List<ExpressionProblem> findings = new ArrayList<>();

    private ImpossibleText(CelSource source, Map<String, Object> constants) {
        this.source = source;
        this.constants = constants;
    }

    /// In the order in which they stand.
    static List<ExpressionProblem> in(CelAbstractSyntaxTree rule, Map<String, Object> constants) {
        ImpossibleText search = new ImpossibleText(rule.getSource(), constants);
        search.visit(rule.getExpr());
        return List.copyOf(search.findings);
    }

    private void visit(CelExpr expression) {
        switch (expression.getKind()) {
            case CALL -> {
                check(expression.call());
                expression.call().target().ifPresent(this::visit);
                expression.call().args().forEach(this::visit);
            }
            case LIST -> expression.list().elements().forEach(this::visit);
            case SELECT -> visit(expression.select().operand());
            case MAP -> expression.map().entries().forEach(entry -> visit(entry.value()));
            case COMPREHENSION -> {
                visit(expression.comprehension().iterRange());
                visit(expression.comprehension().loopCondition());
                visit(expression.comprehension().loopStep());
                visit(expression.comprehension().result());
            }
            default -> {}
        }
    }

    private void check(CelExpr.CelCall call) {
        switch (call.function()) {
            case "_==_", "_!=_" -> {
                check(call.args().get(0), call.args().get(1), String::equals);
                check(call.args().get(1), call.args().get(0), String::equals);
            }
            case "@in" -> {
                if (call.args().get(1).getKind() == Kind.LIST) {
                    call.args().get(1).list().elements().forEach(each -> check(call.args().get(0), each, String::equals));
                }
            }
            case "startsWith" -> checkTarget(call, String::startsWith);
            case "endsWith" -> checkTarget(call, String::endsWith);
            case "contains" -> checkTarget(call, String::contains);
            case "matches" -> checkTarget(call, ImpossibleText::matches);
            default -> {}
        }
    }

    private void checkTarget(CelExpr.CelCall call, BiPredicate<String, String> holds) {
        call.target().ifPresent(target -> check(target, call.args().getFirst(), holds));
    }

    private void check(CelExpr feature, CelExpr literal, BiPredicate<String, String> holds) {
        if (literal.getKind() == Kind.CALL && literal.call().function().equals("_?_:_")) {
            check(feature, literal.call().args().get(1), holds);
            check(feature, literal.call().args().get(2), holds);
            return;
        }
        Optional<String> written = text(literal);
        if (feature.getKind() != Kind.IDENT || written.isEmpty()) {
            return;
        }
        String name = feature.ident().name();
        Set<String> values = FeatureVariables.vocabulary().get(name);
        String text = written.get();
        if (values != null && values.stream().noneMatch(value -> holds.test(value, text))) {
            String allowed = values.stream().sorted().map(ImpossibleText::quoted).collect(joining(" or "));
            findings.add(ExpressionPlaces.problem(source, literal.id(), quoted(text) + " never matches: " + name + " is " + allowed,
                    NearestName.of(text, values).map(ImpossibleText::quoted).orElse("")));
        }
    }

    private Optional<String> text(CelExpr literal) {
        if (literal.getKind() == Kind.IDENT && constants.get(literal.ident().name()) instanceof String text) {
            return Optional.of(text);
        }
        return literal.getKind() == Kind.CONSTANT && literal.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(literal.constant().stringValue()) : Optional.empty();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static boolean matches(String value, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(value).find();
        } catch (PatternSyntaxException _) {
            // Said elsewhere, in the words of what evaluates it.
            return true;
        }
    }
}
