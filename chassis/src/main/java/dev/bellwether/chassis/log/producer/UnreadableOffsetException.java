package dev.bellwether.chassis.log.producer;

/// The log has stored a record at an offset that no consumer will read: the consumers are past it, or have stopped because the topic is
/// not the one that they know. The record counts as lost, and the sender must be told so.
public final class UnreadableOffsetException extends RuntimeException {
    /// Where it says what to do.
    public static final String GUIDE = "docs/operations.md#kafka-is-lost";

    UnreadableOffsetException(String message) {
        super(message + ": " + GUIDE, null, false, false);
    }
}
