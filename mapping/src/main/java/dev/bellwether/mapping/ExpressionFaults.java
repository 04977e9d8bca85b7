package dev.bellwether.mapping;

import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is wrong with an expression, without what is the compiler's or the evaluator's own: names of classes, of tokens and of overloads say
/// nothing to those who write expressions or send what they read.
public final class ExpressionFaults {

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(java|javax|dev|com|org|io)(\\.\\w+)+");
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*|no viable alternative at input '(.*)'",
                    Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("'_?([^'_\\w]+|_in_|@in)_?'");

    private ExpressionFaults() {}

    /// What a compiler complains about.
    public static String compiling(String message) {
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            String found = unexpected.group(1) == null ? unexpected.group(2) : unexpected.group(1);
            return found.equals("<EOF>") ? "the expression ends where it has to go on" : "'" + found + "' cannot stand here";
        }
        boolean wholeNumber = message.contains("'(double, int)'") || message.contains("'(int, double)'");
        String told = message.replace(" (in container '')", "").replaceFirst(" \\(candidates:.*", "")
                .replaceFirst("^token recognition error at: ('.*)", "$1 has no meaning here");
        return OPERATOR.matcher(told)
                .replaceAll(match -> "'" + Matcher.quoteReplacement(match.group(1).replace("@", "").replace("_", "")) + "'")
                + (wholeNumber ? "; numbers are written with a point, as in 14.0" : "");
    }

    /// What went wrong with the values that came, without where in the expression.
    public static String evaluating(Throwable failure) {
        Throwable cause = failure instanceof CelEvaluationException && failure.getCause() != null && failure.getCause().getMessage() != null
                ? failure.getCause() : failure;
        String message = String.valueOf(cause.getMessage()).replaceFirst("^evaluation error(?: at [^ ]+)?: ", "");
        return cause instanceof ClassCastException || CLASS_NAME.matcher(message).find()
                ? "what has come is of another type than the expression expects" : message;
    }
}
