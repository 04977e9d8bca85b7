package dev.bellwether.playbooks.playbook;

import dev.bellwether.mapping.ExpressionFaults;
import dev.bellwether.mapping.rules.FeatureVariables;
import dev.bellwether.mapping.rules.ImpossibleText;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;

/// Compiles and type-checks a playbook's expressions, once.
public final class PlaybookCompiler {
    // Off, so that mrr > 1 does not compile and has to be written mrr > 1.0: compared with a whole number, NaN is greater than
    // everything, and what is not known would make a rule hold.
    private static final CelOptions CHECKING =
            CelOptions.current().enableHeterogeneousNumericComparisons(false).build();

    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .addFunctionBindings(Wording.bindings())
            .build();

    /// @throws IllegalArgumentException naming the playbook, the field and the place, for an expression that is wrong
    public CompiledPlaybook compile(PlaybookVersion version) {
        Playbook playbook = version.playbook();
        String eligibility = playbook.eligibility().isEmpty() ? "true" : playbook.eligibility();
        var reasons = new ArrayList<Program>();
        for (String reason : playbook.reasons()) {
            reasons.add(compile(playbook, "reasons", reason, SimpleType.STRING));
        }
        return new CompiledPlaybook(
                version,
                compile(playbook, "eligibility", eligibility, SimpleType.BOOL),
                compile(playbook, "valueAtStake", playbook.valueAtStake(), SimpleType.DOUBLE),
                List.copyOf(reasons));
    }

    private Program compile(Playbook playbook, String field, String expression, CelType result) {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CHECKING)
                .addFunctionDeclarations(Wording.declarations())
                .setResultType(result);
        FeatureVariables.numbers().forEach(name -> compiler.addVar(name, SimpleType.DOUBLE));
        FeatureVariables.texts().forEach(name -> compiler.addVar(name, SimpleType.STRING));
        try {
            CelAbstractSyntaxTree tree = compiler.build().compile(expression).getAst();
            ImpossibleText.in(tree).stream().findFirst().ifPresent(found -> {
                throw new IllegalArgumentException("Playbook " + playbook.id() + ", " + field + ", line " + found.line()
                        + ", column " + found.column() + ": " + found.message());
            });
            return runtime.createProgram(tree);
        } catch (CelValidationException invalid) {
            CelIssue first = invalid.getErrors().getFirst();
            throw new IllegalArgumentException("Playbook " + playbook.id() + ", " + field + ", line " + first.getSourceLocation().getLine()
                    + ", column " + (first.getSourceLocation().getColumn() + 1) + ": " + ExpressionFaults.compiling(first.getMessage()), invalid);
        } catch (CelEvaluationException unplannable) {
            throw new IllegalArgumentException(
                    "Playbook " + playbook.id() + ", " + field + ": " + ExpressionFaults.evaluating(unplannable), unplannable);
        }
    }
}
