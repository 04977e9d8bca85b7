package dev.bellwether.segmentation.scheme;

import java.util.List;
import java.util.stream.Collectors;

/// The scheme cannot be used as it is written. Says where and why, for its author.
public final class InvalidScheme extends RuntimeException {

    /// @param rule   its id, or its place as in `rules[2]`
    /// @param field  as in `enter`
    /// @param line   from 1, within the field
    /// @param column from 1
    public record Problem(String rule, String field, int line, int column, String message) {
        @Override
        public String toString() {
            return "%s.%s, line %d, column %d: %s".formatted(rule, field, line, column, message);
        }
    }

    private final List<Problem> problems;

    InvalidScheme(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems;
    }

    InvalidScheme(String message) {
        super(message);
        this.problems = List.of();
    }

    public List<Problem> problems() {
        return problems;
    }
}
