package dev.bellwether.playbooks.playbook;

import dev.bellwether.mapping.rules.ExpressionProblem;
import dev.bellwether.mapping.rules.FeatureEnvironment;
import dev.bellwether.mapping.rules.FeatureExpression;
import dev.bellwether.mapping.rules.InvalidExpression;
import java.util.ArrayList;
import java.util.List;

/// Compiles and type-checks a playbook's expressions, once.
public final class PlaybookCompiler {

    private final FeatureEnvironment environment = new FeatureEnvironment();

    /// @throws IllegalArgumentException naming the playbook, the field and the place, for an expression that is wrong
    public CompiledPlaybook compile(PlaybookVersion version) {
        Playbook playbook = version.playbook();
        String eligibility = playbook.eligibility().isEmpty() ? "true" : playbook.eligibility();
        var reasons = new ArrayList<FeatureExpression<String>>();
        for (String reason : playbook.reasons()) {
            reasons.add(compile(playbook, "reasons", () -> environment.text(reason)));
        }
        return new CompiledPlaybook(
                version,
                compile(playbook, "eligibility", () -> environment.condition(eligibility)),
                compile(playbook, "valueAtStake", () -> environment.number(playbook.valueAtStake())),
                List.copyOf(reasons));
    }

    private interface Compilation<T> {
        FeatureExpression<T> compile() throws InvalidExpression;
    }

    private static <T> FeatureExpression<T> compile(Playbook playbook, String field, Compilation<T> compilation) {
        try {
            return compilation.compile();
        } catch (InvalidExpression invalid) {
            ExpressionProblem first = invalid.problems().getFirst();
            throw new IllegalArgumentException("Playbook " + playbook.id() + ", " + field + ", line " + first.line()
                    + ", column " + first.column() + ": " + first.told(), invalid);
        }
    }
}
