package dev.bellwether.chassis.store;

import dev.bellwether.chassis.sql.ConcurrentChangeException;

/// Another writer has appended to one of the streams since it was loaded. The transaction must be rolled back.
public final class ConcurrentAppendException extends ConcurrentChangeException {
    public ConcurrentAppendException(String message) {
        super(message);
    }
}
