package dev.bellwether.chassis.sql;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Vert.x client's pool, waited for. Made for virtual threads; on an event loop it refuses, since it would wait for
/// itself.
public final class PoolDatabase implements Database {
    // The server ends a transaction after two minutes; this is for the server that does not answer at all.
    private static final long PATIENCE_SECONDS = 150;

    private final Pool pool;

    public PoolDatabase(Pool pool) {
        this.pool = pool;
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        return onConnection(connection -> {
            Transaction transaction = await(connection.begin());
            try {
                T result = work.with(new ConnectionSql(connection));
                await(transaction.commit());
                return result;
            } catch (Throwable e) {
                rollBack(transaction, e);
                throw e;
            }
        });
    }

    @Override
    public <T> T withConnection(Work<T> work) {
        return onConnection(connection -> work.with(new ConnectionSql(connection)));
    }

    private <T> T onConnection(ConnectionWork<T> work) {
        SqlConnection connection = await(pool.getConnection());
        try {
            return work.with(connection);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        } finally {
            connection.close();
        }
    }

    private static void rollBack(Transaction transaction, Throwable reason) {
        try {
            await(transaction.rollback());
        } catch (RuntimeException e) {
            // The connection is gone, and the transaction with it.
            reason.addSuppressed(e);
        }
    }

    private static <T> T await(Future<T> future) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("the database is waited for, which an event loop must not do");
        }
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SqlFailure(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new SqlFailure("no answer from the database", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlFailure("interrupted while waiting for the database", e);
        }
    }

    @FunctionalInterface
    private interface ConnectionWork<T> {
        T with(SqlConnection connection) throws Exception;
    }

    private record ConnectionSql(SqlConnection connection) implements Sql {
        @Override
        public RowSet<Row> execute(String statement, Tuple parameters) {
            return await(connection.preparedQuery(statement).execute(parameters));
        }
    }
}
