package dev.bellwether.chassis.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.concurrent.CompletionException;

/// The Vert.x client's pool, waited for. Made for virtual threads; on an event loop it refuses, since it would wait for
/// itself.
public final class PoolDatabase implements Database {
    private final Pool pool;

    public PoolDatabase(Pool pool) {
        this.pool = pool;
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        return onConnection(connection -> {
            // BEGIN goes out together with the first statement.
            Future<Transaction> begun = connection.begin();
            ConnectionSql sql = new ConnectionSql(connection);
            try {
                T result = work.with(sql);
                sql.settle();
                SqlAwait.await(begun.compose(Transaction::commit));
                return result;
            } catch (Throwable e) {
                rollBack(begun, e);
                throw e;
            }
        });
    }

    @Override
    public <T> T withConnection(Work<T> work) {
        return onConnection(connection -> {
            ConnectionSql sql = new ConnectionSql(connection);
            T result = work.with(sql);
            sql.settle();
            return result;
        });
    }

    private <T> T onConnection(ConnectionWork<T> work) {
        SqlConnection connection = SqlAwait.await(pool.getConnection());
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

    private static void rollBack(Future<Transaction> begun, Throwable reason) {
        try {
            SqlAwait.await(begun.compose(Transaction::rollback));
        } catch (RuntimeException e) {
            // The connection is gone, and the transaction with it.
            reason.addSuppressed(e);
        }
    }

    @FunctionalInterface
    private interface ConnectionWork<T> {
        T with(SqlConnection connection) throws Exception;
    }
}
