package dev.bellwether.mapping.rules;

import dev.bellwether.mapping.definition.NearestName;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.compiler.CelCompiler;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was probably meant by an expression that does not compile.
final class ExpressionSuggestions {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern OTHER_NUMBERS = Pattern.compile(".*'\\((double, int|int, double)\\)'.*", Pattern.DOTALL);

    private final CelCompiler compiler;
    private final String text;
    private final Collection<String> names;

    ExpressionSuggestions(CelCompiler compiler, String text, Collection<String> names) {
        this.compiler = compiler;
        this.text = text;
        this.names = names;
    }

    /// Empty when that is not known.
    String of(CelIssue issue) {
        Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
        if (undeclared.matches()) {
            return NearestName.of(undeclared.group(1), names).orElse("");
        }
        return OTHER_NUMBERS.matcher(issue.getMessage()).matches() ? wholeNumber(issue).map(it -> it + ".0").orElse("") : "";
    }

    /// That stands beside the operator.
    private Optional<Long> wholeNumber(CelIssue issue) {
        try {
            var tree = compiler.parse(text).getAst();
            return calls(tree.getExpr()).filter(call -> isAt(tree.getSource(), call, issue))
                    .flatMap(call -> call.call().args().stream())
                    .filter(it -> it.getKind() == Kind.CONSTANT && it.constant().getKind() == CelConstant.Kind.INT64_VALUE)
                    .map(it -> it.constant().int64Value()).findFirst();
        } catch (CelValidationException _) {
            return Optional.empty();
        }
    }

    private static boolean isAt(CelSource source, CelExpr call, CelIssue issue) {
        ExpressionProblem place = ExpressionPlaces.problem(source, call.id(), "", "");
        return place.line() == issue.getSourceLocation().getLine() && place.column() == issue.getSourceLocation().getColumn() + 1;
    }

    private static Stream<CelExpr> calls(CelExpr expression) {
        if (expression.getKind() != Kind.CALL) {
            return Stream.of();
        }
        List<CelExpr> below = Stream.concat(expression.call().target().stream(), expression.call().args().stream()).toList();
        return Stream.concat(Stream.of(expression), below.stream().flatMap(ExpressionSuggestions::calls));
    }
}
