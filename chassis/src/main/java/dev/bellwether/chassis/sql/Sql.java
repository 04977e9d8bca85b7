package dev.bellwether.chassis.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/// One database connection, used from one virtual thread: each call waits for its answer. Statements are prepared and
/// cached by the client. Errors come out as [SqlFailure].
public interface Sql {

    /// `$1`, `$2`, … stand for the tuple's values; arrays are passed as Java arrays (`Long[]`, `String[]`, `Buffer[]`, …).
    RowSet<Row> execute(String statement, Tuple parameters);

    default RowSet<Row> execute(String statement) {
        return execute(statement, Tuple.tuple());
    }

    /// Rows changed by an INSERT, UPDATE or DELETE.
    default int update(String statement, Tuple parameters) {
        return execute(statement, parameters).rowCount();
    }
}
