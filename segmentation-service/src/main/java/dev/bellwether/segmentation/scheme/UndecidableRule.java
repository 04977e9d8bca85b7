package dev.bellwether.segmentation.scheme;

/// A rule that compiles, and fails on the features of one account.
public final class UndecidableRule extends RuntimeException {
    UndecidableRule(String message, Throwable cause) {
        super(message, cause);
    }
}
