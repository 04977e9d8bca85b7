package dev.bellwether.embedded.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/// How many rows PostgreSQL reads of each table, by its own cumulative statistics: rows of sequential scans and entries of indexes. Tells
/// whether what a query costs grows with what is stored, whatever plan it got, and on which connection it ran.
///
/// A backend adds its counts when its session ends. So the connections of what is measured have to be closed before the counts are asked.
final class RowsRead {

    private static final String COUNTS = """
            SELECT t.relname, t.seq_tup_read + coalesce((SELECT sum(i.idx_tup_read) FROM pg_stat_user_indexes i WHERE i.relid = t.relid), 0)
            FROM pg_stat_user_tables t""";
    private static final String OTHERS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'""";
    private static final int PATIENCE_SECONDS = 60;

    private final TestDatabase database;
    private Map<String, Long> before;

    RowsRead(TestDatabase database) {
        this.database = database;
        this.before = counts();
    }

    /// Rows read of each table since the last call, or since this was made; tables of which none was read are left out.
    Map<String, Long> sinceLast() {
        Map<String, Long> now = counts();
        Map<String, Long> read = new TreeMap<>();
        now.forEach((table, rows) -> read.put(table, rows - before.getOrDefault(table, 0L)));
        read.values().removeIf(rows -> rows == 0);
        before = now;
        return read;
    }

    private Map<String, Long> counts() {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            awaitOthersEnd(sql);
            Map<String, Long> counts = new TreeMap<>();
            try (ResultSet rows = sql.executeQuery(COUNTS)) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void awaitOthersEnd(Statement sql) throws SQLException {
        for (int tenths = 0; tenths < PATIENCE_SECONDS * 10; tenths++) {
            try (ResultSet others = sql.executeQuery(OTHERS)) {
                others.next();
                if (others.getLong(1) == 0) {
                    return;
                }
            }
            sql.execute("SELECT pg_sleep(0.1)");
        }
        throw new AssertionError("other sessions are still connected to the database: close what is measured first");
    }
}
