package dev.bellwether.chassis.log.producer;

/// The log has not taken a record for certain. It may be there all the same.
public final class PublishFailedException extends RuntimeException {
    public PublishFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
