package dev.bellwether.chassis.sql;

/// A pool of connections to the service's own database, for code on virtual threads.
public interface Database {

    /// Runs the work in one transaction; commits when it returns, rolls back when it throws. READ COMMITTED.
    <T> T inTransaction(Work<T> work);

    /// Runs the work on one connection, each statement a transaction of its own.
    <T> T withConnection(Work<T> work);

    @FunctionalInterface
    interface Work<T> {
        T with(Sql sql) throws Exception;
    }
}
