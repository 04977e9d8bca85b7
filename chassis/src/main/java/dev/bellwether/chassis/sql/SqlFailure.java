package dev.bellwether.chassis.sql;

import io.vertx.pgclient.PgException;

/// The database refused a statement or could not be reached.
public final class SqlFailure extends RuntimeException {
    public SqlFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /// Whether the same may go well later: the database is away, restarting, overloaded, or has chosen another
    /// transaction over this one. Otherwise it has understood, and refuses.
    public boolean isTransient() {
        if (!(getCause() instanceof PgException refused)) {
            return true;
        }
        String state = refused.getSqlState() == null ? "" : refused.getSqlState();
        // SQLSTATE classes: connection, transaction rollback, insufficient resources, operator intervention, timeouts.
        return state.startsWith("08") || state.startsWith("40") || state.startsWith("53") || state.startsWith("57")
                || state.startsWith("25P0");
    }
}
