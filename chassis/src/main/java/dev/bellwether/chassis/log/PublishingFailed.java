package dev.bellwether.chassis.log;

/// The log has not taken a record for certain. It may be there all the same.
public final class PublishingFailed extends RuntimeException {
    public PublishingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
