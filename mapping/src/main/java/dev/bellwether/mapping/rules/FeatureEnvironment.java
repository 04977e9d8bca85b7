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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The one CEL environment over features, the same in segments and plays: each feature of the catalogue is a variable, see
/// [FeatureVariables], and [Wording] has the functions. Made once; compiles for any number of threads.
public final class FeatureEnvironment {

    // Off, so that mrr > 1 does not compile and has to be written mrr > 1.0: compared with a whole number, NaN is greater than
    // everything, and what is not known would make a rule hold. See decision 0007.
    private static final CelOptions CHECKING = CelOptions.current().enableHeterogeneousNumericComparisons(false).build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().addFunctionBindings(Wording.bindings()).build();

    private final Map<String, Object> constants;
    private final Set<String> unread;
    private final CelCompiler conditions;
    private final CelCompiler numbers;
    private final CelCompiler texts;

    public FeatureEnvironment() {
        this(Map.of(), Set.of());
    }

    /// @param constants by names that no feature has: Double, String or Boolean
    private FeatureEnvironment(Map<String, Object> constants, Set<String> unread) {
        this.constants = constants;
        this.unread = unread;
        this.conditions = compiler(SimpleType.BOOL);
        this.numbers = compiler(SimpleType.DOUBLE);
        this.texts = compiler(SimpleType.STRING);
    }

    /// The same, with constants beside the features.
    ///
    /// @param constants by name: Double, String or Boolean. Features keep their names.
    public FeatureEnvironment with(Map<String, Object> constants) {
        return with(constants, Set.of());
    }

    /// @param unread names of constants whose values could not be read: what names them can be checked, and not evaluated
    public FeatureEnvironment with(Map<String, Object> constants, Set<String> unread) {
        return constants.isEmpty() && unread.isEmpty() ? this : new FeatureEnvironment(Map.copyOf(constants), Set.copyOf(unread));
    }

    /// Names of features, as expressions call them.
    public static Set<String> features() {
        Set<String> names = new TreeSet<>(FeatureVariables.numbers());
        names.addAll(FeatureVariables.texts());
        return names;
    }

    public FeatureExpression<Boolean> condition(String text) throws InvalidExpression {
        return compiled(conditions, text, Boolean.class);
    }

    public FeatureExpression<Double> number(String text) throws InvalidExpression {
        return compiled(numbers, text, Double.class);
    }

    public FeatureExpression<String> text(String text) throws InvalidExpression {
        return compiled(texts, text, String.class);
    }

    private CelCompiler compiler(CelType result) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CHECKING)
                .addFunctionDeclarations(Wording.declarations())
                .setResultType(result);
        FeatureVariables.numbers().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
        FeatureVariables.texts().forEach(name -> builder.addVar(name, SimpleType.STRING));
        constants.forEach((name, value) -> builder.addVar(name, switch (value) {
            case Double _ -> SimpleType.DOUBLE;
            case Boolean _ -> SimpleType.BOOL;
            case String _ -> SimpleType.STRING;
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        }));
        unread.forEach(name -> builder.addVar(name, SimpleType.DYN));
        return builder.build();
    }

    private <T> FeatureExpression<T> compiled(CelCompiler compiler, String text, Class<T> type) throws InvalidExpression {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            List<ExpressionProblem> impossible = ImpossibleText.in(tree, constants);
            if (!impossible.isEmpty()) {
                throw new InvalidExpression(impossible, null);
            }
            return new FeatureExpression<>(RUNTIME.createProgram(tree), type, constants, new OutlineReader(tree, constants));
        } catch (CelValidationException invalid) {
            Set<String> names = features();
            names.addAll(constants.keySet());
            ExpressionSuggestions suggestions = new ExpressionSuggestions(compiler, text, names);
            throw new InvalidExpression(invalid.getErrors().stream()
                    .map(it -> problem(it.getSourceLocation(), ExpressionFaults.compiling(it.getMessage()), suggestions.of(it)))
                    .distinct().toList(), invalid);
        } catch (CelEvaluationException unplannable) {
            throw new InvalidExpression(List.of(new ExpressionProblem(1, 1, ExpressionFaults.evaluating(unplannable))), unplannable);
        }
    }

    private static ExpressionProblem problem(CelSourceLocation place, String message, String suggestion) {
        return new ExpressionProblem(Math.max(1, place.getLine()), Math.max(1, place.getColumn() + 1), message, suggestion);
    }
}
