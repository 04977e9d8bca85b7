package dev.bellwether.mapping.rules;

/// What is wrong with an expression, and where.
///
/// @param line       from 1
/// @param column     from 1
/// @param suggestion what would be right, where that is known; else empty
public record ExpressionProblem(int line, int column, String message, String suggestion) {

    ExpressionProblem(int line, int column, String message) {
        this(line, column, message, "");
    }

    /// The message, with what was probably meant.
    public String told() {
        return message + (suggestion.isEmpty() ? "" : "; did you mean " + suggestion + "?");
    }
}
