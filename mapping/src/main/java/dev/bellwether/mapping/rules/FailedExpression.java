package dev.bellwether.mapping.rules;

/// An expression that compiled and cannot be evaluated for an account, as `1 / 0`.
public final class FailedExpression extends RuntimeException {

    FailedExpression(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
