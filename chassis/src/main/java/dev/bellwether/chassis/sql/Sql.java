package dev.bellwether.chassis.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;

/// One database connection, used from one virtual thread. Statements are prepared and cached by the client, and carried out
/// in the order in which they are given. Errors come out as [SqlFailure].
public interface Sql {

    /// Waits for the answer. `$1`, `$2`, … stand for the tuple's values; arrays are passed as Java arrays (`Long[]`,
    /// `String[]`, `Buffer[]`, …).
    RowSet<Row> execute(String statement, Tuple parameters);

    /// Sends a statement and goes on. What is sent in a row costs one round trip, and the database holds its locks for as
    /// long as it works, not for as long as we do. A failure comes out of whatever waits next, the commit at the latest.
    default Sent send(String statement, Tuple parameters) {
        RowSet<Row> answer = execute(statement, parameters);
        return answer::rowCount;
    }

    /// Hands over the rows of a query that may have many, a page in memory at a time. In a transaction only.
    default void forEach(String query, Tuple parameters, int page, Consumer<Row> reader) {
        execute(query, parameters).forEach(reader);
    }

    /// A statement on its way.
    @FunctionalInterface
    interface Sent {
        /// Rows changed. Waits for the answer.
        int rows();
    }

    default RowSet<Row> execute(String statement) {
        return execute(statement, Tuple.tuple());
    }

    /// Rows changed by an INSERT, UPDATE or DELETE.
    default int update(String statement, Tuple parameters) {
        return execute(statement, parameters).rowCount();
    }
}
