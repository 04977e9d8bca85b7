package dev.bellwether.chassis.log.producer;

/// The log has taken a record where nobody will read it: its readers are past that offset already, or stand still since the topic is
/// not the one that they know. What was sent is as good as lost, and to be told so.
public final class UnreadableOffsetException extends RuntimeException {
    /// Where it says what to do.
    public static final String GUIDE = "docs/operations.md#kafka-is-lost";

    UnreadableOffsetException(String message) {
        super(message + ": " + GUIDE, null, false, false);
    }
}
