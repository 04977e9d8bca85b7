package dev.bellwether.mapping.rules;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// An expression that does not compile, with everything that is wrong with it.
public final class InvalidExpression extends Exception {

    private final transient List<ExpressionProblem> problems;

    InvalidExpression(List<ExpressionProblem> problems, Throwable cause) {
        super(problems.stream()
                .map(it -> "line " + it.line() + ", column " + it.column() + ": " + it.told())
                .collect(joining("; ")), cause);
        this.problems = List.copyOf(problems);
    }

    /// In the order in which they stand; at least one.
    public List<ExpressionProblem> problems() {
        return problems;
    }
}
