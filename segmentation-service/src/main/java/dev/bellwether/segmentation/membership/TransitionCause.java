package dev.bellwether.segmentation.membership;

/// What has made a transition.
public sealed interface TransitionCause {

    TransitionCause FACTS = new Facts();

    /// The account's facts, or the time that has passed without any.
    record Facts() implements TransitionCause {}

    /// Another revision of the scheme: the one that decided the account before gives another segment for the same features, on the
    /// same day.
    ///
    /// @param playsAct whether its publisher wants plays to act on it
    record SchemeChanged(boolean playsAct) implements TransitionCause {}
}
