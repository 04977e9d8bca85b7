package dev.bellwether.chassis.sql;

/// Another transaction has changed what this one has read (optimistic locking). Nothing was written: roll back, and decide again on
/// what is there now.
public abstract class ConcurrentChangeException extends RuntimeException {
    protected ConcurrentChangeException(String message) {
        super(message);
    }
}
