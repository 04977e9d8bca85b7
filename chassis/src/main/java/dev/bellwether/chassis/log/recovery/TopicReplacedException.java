package dev.bellwether.chassis.log.recovery;

/// The topic is not the one that the database's offset is of: what stands at that offset is not what comes next.
public final class TopicReplacedException extends RuntimeException {

    TopicReplacedException(String message) {
        super(message, null, false, false);
    }
}
