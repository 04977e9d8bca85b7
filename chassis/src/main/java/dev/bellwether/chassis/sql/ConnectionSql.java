package dev.bellwether.chassis.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Statements on one connection. The client writes them without waiting for answers, which come in the same order.
final class ConnectionSql implements Sql {

    private final SqlConnection connection;
    private final Deque<Future<RowSet<Row>>> unsettled = new ArrayDeque<>();

    ConnectionSql(SqlConnection connection) {
        this.connection = connection;
    }

    @Override
    public RowSet<Row> execute(String statement, Tuple parameters) {
        return answer(connection.preparedQuery(statement).execute(parameters));
    }

    @Override
    public Sent send(String statement, Tuple parameters) {
        Future<RowSet<Row>> sent = connection.preparedQuery(statement).execute(parameters);
        unsettled.add(sent);
        return () -> (unsettled.contains(sent) ? answer(sent) : SqlAwait.await(sent)).rowCount();
    }

    @Override
    public void forEach(String query, Tuple parameters, int page, Consumer<Row> reader) {
        settle();
        PreparedStatement prepared = SqlAwait.await(connection.prepare(query));
        try {
            Cursor cursor = prepared.cursor(parameters);
            do {
                SqlAwait.await(cursor.read(page)).forEach(reader);
            } while (cursor.hasMore());
            SqlAwait.await(cursor.close());
        } finally {
            // Does not wait: after a failure the server may not answer.
            prepared.close();
        }
    }

    /// Waits for everything that has been sent.
    void settle() {
        if (!unsettled.isEmpty()) {
            answer(unsettled.getLast());
        }
    }

    /// When an answer is there, those to what was sent before it are too: so one wait does for all. Their failures go
    /// first, since after a failure PostgreSQL refuses the rest of a transaction without saying why.
    private RowSet<Row> answer(Future<RowSet<Row>> wanted) {
        SqlFailure failure = null;
        RowSet<Row> answer = null;
        try {
            answer = SqlAwait.await(wanted);
        } catch (SqlFailure refused) {
            failure = refused;
        }
        while (!unsettled.isEmpty()) {
            Future<RowSet<Row>> before = unsettled.removeFirst();
            if (before == wanted) {
                break;
            }
            if (!before.succeeded()) {
                SqlAwait.await(before);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
