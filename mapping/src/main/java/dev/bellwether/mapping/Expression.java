package dev.bellwether.mapping;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime.Program;
import java.util.Map;

/// A compiled CEL expression. For any number of threads.
///
/// @param place where it is written
public record Expression(Program program, CelAbstractSyntaxTree tree, SourcePosition place) {

    /// What it gives when it gives a value of one type only.
    public CelType type() {
        return tree.getResultType();
    }

    public Object evaluate(Map<String, ?> variables) throws CelEvaluationException {
        return program.eval(variables);
    }
}
