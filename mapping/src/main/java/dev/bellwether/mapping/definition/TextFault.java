package dev.bellwether.mapping.definition;

import dev.bellwether.mapping.SourcePosition;
import java.util.Comparator;

/// What is wrong with a definition's text, and where.
///
/// @param field      as in `rules[2].enter`; empty for the whole
/// @param line       within the text, from 1
/// @param column     from 1, in characters
/// @param message    a sentence
/// @param suggestion what would be right, where that is known; else empty
public record TextFault(Severity severity, String field, int line, int column, String message, String suggestion) {

    public static final Comparator<TextFault> BY_PLACE =
            Comparator.comparingInt(TextFault::line).thenComparingInt(TextFault::column).thenComparing(TextFault::message);

    public enum Severity {
        /// It cannot be published.
        ERROR,
        /// It can, and probably does not do what was meant.
        WARNING
    }

    public static TextFault error(String field, SourcePosition place, String message, String suggestion) {
        return new TextFault(Severity.ERROR, field, place.line(), place.column(), message, suggestion);
    }

    public static TextFault error(String field, SourcePosition place, String message) {
        return error(field, place, message, "");
    }

    public static TextFault warning(String field, SourcePosition place, String message) {
        return new TextFault(Severity.WARNING, field, place.line(), place.column(), message, "");
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /// For people, on one line.
    @Override
    public String toString() {
        return (field.isEmpty() ? "" : field + ", ") + "line " + line + ", column " + column + ": " + message
                + (suggestion.isEmpty() ? "" : "; did you mean " + suggestion + "?");
    }
}
