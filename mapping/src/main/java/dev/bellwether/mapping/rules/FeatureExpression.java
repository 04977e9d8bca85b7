package dev.bellwether.mapping.rules;

import dev.bellwether.features.v1.Features;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Optional;

/// An expression over features that is ready to be evaluated, by any number of threads.
///
/// @param <T> what it comes to
public final class FeatureExpression<T> {

    private final Program program;
    private final Class<T> type;

    FeatureExpression(Program program, Class<T> type) {
        this.program = program;
        this.type = type;
    }

    /// @throws FailedExpression when it comes to nothing for these features
    public T of(Features features) {
        try {
            return type.cast(program.eval(name -> Optional.ofNullable(FeatureVariables.read(name, features))));
        } catch (CelEvaluationException failed) {
            throw new FailedExpression(failed);
        }
    }
}
