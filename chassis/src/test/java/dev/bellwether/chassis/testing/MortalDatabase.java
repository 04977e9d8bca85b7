package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.sql.SqlFailure;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// The database as a process sees it that may be killed. Once dead, it reaches nothing any more, and its open
/// transaction is ended by the server.
public final class MortalDatabase implements Database {
    private final Database database;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Predicate<Moment> dying = _ -> false;
    private volatile boolean dead;

    /// When something may happen to a transaction.
    public enum Moment {
        BEGINNING, WORK_DONE, COMMITTED
    }

    public MortalDatabase(Database database) {
        this.database = database;
    }

    /// The process is killed the next time it comes to the moment.
    public void dieAt(Predicate<Moment> moment) {
        dying = moment;
    }

    public void die() {
        dead = true;
    }

    public boolean isDead() {
        return dead;
    }

    /// The next transactions, this many, find the database unavailable.
    public void beAwayFor(int transactions) {
        failures.set(transactions);
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        comeTo(Moment.BEGINNING);
        T result = database.inTransaction(sql -> {
            T done = work.with(new MortalSql(sql));
            if (!dead && dying.test(Moment.WORK_DONE)) {
                dead = true;
                // The server notices that the client is gone, and ends what it has left open.
                database.withConnection(other -> other.execute("SELECT pg_terminate_backend($1)", Tuple.of(process(sql))));
                throw away();
            }
            return done;
        });
        comeTo(Moment.COMMITTED);
        return result;
    }

    @Override
    public <T> T withConnection(Work<T> work) {
        if (dead) {
            throw away();
        }
        return database.withConnection(sql -> work.with(new MortalSql(sql)));
    }

    private void comeTo(Moment moment) {
        if (dead || dying.test(moment)) {
            dead = true;
            throw away();
        }
        if (moment == Moment.BEGINNING && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw away();
        }
    }

    private static int process(Sql sql) {
        return sql.execute("SELECT pg_backend_pid()").iterator().next().getInteger(0);
    }

    private static SqlFailure away() {
        return new SqlFailure("away", new IOException("connection refused"));
    }

    private final class MortalSql implements Sql {
        private final Sql sql;

        MortalSql(Sql sql) {
            this.sql = sql;
        }

        @Override
        public RowSet<Row> execute(String statement, Tuple parameters) {
            if (dead) {
                throw away();
            }
            return sql.execute(statement, parameters);
        }

        @Override
        public Sent send(String statement, Tuple parameters) {
            if (dead) {
                throw away();
            }
            return sql.send(statement, parameters);
        }
    }
}
