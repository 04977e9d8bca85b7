package dev.bellwether.chassis.store;

/// Another writer has appended to one of the streams since it was loaded. The transaction must be rolled back.
public final class ConcurrentAppendException extends RuntimeException {
    public ConcurrentAppendException(String message) {
        super(message);
    }
}
