package dev.bellwether.features.state;

/// A fact that a newer gateway knows and this release does not. The account must wait for a newer release: leaving the
/// fact out would make features that no rebuild could ever reach again.
public final class UnknownFact extends RuntimeException {
    UnknownFact() {
        super("the event carries a fact that this release does not know");
    }
}
