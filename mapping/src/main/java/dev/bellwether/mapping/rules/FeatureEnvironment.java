package dev.bellwether.mapping.rules;

import dev.bellwether.mapping.ExpressionFaults;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.List;

/// The one CEL environment over features, the same in segments and plays: each feature of the catalogue is a variable, see
/// [FeatureVariables], and [Wording] has the functions. Made once; compiles for any number of threads.
public final class FeatureEnvironment {

    // Off, so that mrr > 1 does not compile and has to be written mrr > 1.0: compared with a whole number, NaN is greater than
    // everything, and what is not known would make a rule hold. See decision 0007.
    private static final CelOptions CHECKING = CelOptions.current().enableHeterogeneousNumericComparisons(false).build();

    private final CelCompiler conditions = compiler(SimpleType.BOOL);
    private final CelCompiler numbers = compiler(SimpleType.DOUBLE);
    private final CelCompiler texts = compiler(SimpleType.STRING);
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().addFunctionBindings(Wording.bindings()).build();

    public FeatureExpression<Boolean> condition(String text) throws InvalidExpression {
        return new FeatureExpression<>(program(conditions, text), Boolean.class);
    }

    public FeatureExpression<Double> number(String text) throws InvalidExpression {
        return new FeatureExpression<>(program(numbers, text), Double.class);
    }

    public FeatureExpression<String> text(String text) throws InvalidExpression {
        return new FeatureExpression<>(program(texts, text), String.class);
    }

    private static CelCompiler compiler(CelType result) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CHECKING)
                .addFunctionDeclarations(Wording.declarations())
                .setResultType(result);
        FeatureVariables.numbers().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        FeatureVariables.texts().forEach(name -> builder.addVar(name, SimpleType.STRING));
        return builder.build();
    }

    private Program program(CelCompiler compiler, String text) throws InvalidExpression {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            List<ExpressionProblem> impossible = ImpossibleText.in(tree);
            if (!impossible.isEmpty()) {
                throw new InvalidExpression(impossible, null);
            }
            return runtime.createProgram(tree);
        } catch (CelValidationException invalid) {
            throw new InvalidExpression(invalid.getErrors().stream()
                    .map(it -> problem(it.getSourceLocation(), ExpressionFaults.compiling(it.getMessage()))).toList(), invalid);
        } catch (CelEvaluationException unplannable) {
            throw new InvalidExpression(List.of(new ExpressionProblem(1, 1, ExpressionFaults.evaluating(unplannable))), unplannable);
        }
    }

    private static ExpressionProblem problem(CelSourceLocation place, String message) {
        return new ExpressionProblem(place.getLine(), place.getColumn() + 1, message);
    }
}
