package dev.bellwether.chassis.definition.kind;

/// What is wrong with a text, and where.
///
/// @param field      as in `rules[2].enter`; empty for the whole
/// @param line       within the text, from 1
/// @param column     from 1
/// @param message    a sentence
/// @param suggestion what would be right; empty when that is not known
public record TextProblem(Severity severity, String field, int line, int column, String message, String suggestion) {

    public enum Severity {
        /// It cannot be published.
        ERROR,
        /// It can, and probably does not do what was meant.
        WARNING
    }

    public static TextProblem error(String field, int line, int column, String message, String suggestion) {
        return new TextProblem(Severity.ERROR, field, line, column, message, suggestion);
    }

    public static TextProblem warning(String field, int line, int column, String message, String suggestion) {
        return new TextProblem(Severity.WARNING, field, line, column, message, suggestion);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + (field.isEmpty() ? "" : ", " + field) + ": " + message
                + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }
}
