package dev.bellwether.mapping.rules;

import dev.bellwether.features.v1.Features;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An expression over features that is ready to be evaluated, by any number of threads.
///
/// @param <T> what it comes to
public final class FeatureExpression<T> {

    private final Program program;
    private final Class<T> type;
    private final Map<String, Object> constants;
    private final OutlineReader reader;

    FeatureExpression(Program program, Class<T> type, Map<String, Object> constants, OutlineReader reader) {
        this.program = program;
        this.type = type;
        this.constants = constants;
        this.reader = reader;
    }

    /// @throws FailedExpression when it comes to nothing for these features
    public T of(Features features) {
        try {
            return type.cast(program.eval(name -> Optional.ofNullable(read(name, features))));
        } catch (CelEvaluationException failed) {
            throw new FailedExpression(failed);
        }
    }

    private Object read(String name, Features features) {
        Object value = FeatureVariables.read(name, features);
        return value == null ? constants.get(name) : value;
    }

    /// Its shape, of a condition.
    public Outline outline() {
        return reader.read();
    }

    /// The features and constants that it names.
    public Set<String> names() {
        return reader.names();
    }
}
