package dev.bellwether.mapping;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.function.Consumer;

/// Compiles expressions in CEL, with its extensions for text and numbers.
public final class ExpressionCompiler {

    /// Of all loops of one evaluation together: an expression must not keep what waits for it busy.
    private static final int MOST_ITERATIONS = 10_000;

    private final Cel cel;

    /// @param words declares the variables and functions that expressions may use
    public ExpressionCompiler(Consumer<CelBuilder> words) {
        CelOptions options = CelOptions.current().populateMacroCalls(true).enableHeterogeneousNumericComparisons(true)
                .comprehensionMaxIterations(MOST_ITERATIONS).build();
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math())
                .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math());
        words.accept(builder);
        this.cel = builder.build();
    }

    /// Of text, a condition, or any other type that is wanted.
    ///
    /// @throws BrokenDefinition with the place in the file
    public Expression compile(YamlText text) {
        try {
            CelAbstractSyntaxTree tree = cel.compile(text.value()).getAst();
            return new Expression(cel.createProgram(tree), tree, text.place());
        } catch (CelValidationException failure) {
            CelIssue issue = failure.getErrors().getFirst();
            throw new BrokenDefinition(text.placeOf(issue.getSourceLocation()), ExpressionFaults.compiling(issue.getMessage()));
        } catch (CelEvaluationException failure) {
            throw new BrokenDefinition(text.place(), ExpressionFaults.evaluating(failure));
        }
    }

    public Expression condition(YamlText text) {
        Expression expression = compile(text);
        if (!expression.type().equals(SimpleType.BOOL) && !expression.type().equals(SimpleType.DYN)) {
            throw new BrokenDefinition(text.place(), "a condition has to be true or false, and this is a " + expression.type().name());
        }
        return expression;
    }
}
