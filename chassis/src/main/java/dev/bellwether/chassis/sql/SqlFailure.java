package dev.bellwether.chassis.sql;

/// The database refused a statement or could not be reached.
public final class SqlFailure extends RuntimeException {
    public SqlFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
