package dev.bellwether.ingestion.journal;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;

/// The journal's tables, one per partition of the log. Statements name them directly: the planner then always has the
/// one table's own indexes before it.
public final class JournalPartitions {

    // Any number that no other lock of this database has.
    private static final long MAKING = 0x6a6f75726e616cL;

    private JournalPartitions() {}

    public static String table(int partition) {
        return "journal_p" + partition;
    }

    /// Makes those that are not there. Safe on several replicas at once.
    public static void create(Database database, int partitions) {
        database.inTransaction(sql -> {
            sql.execute("SELECT pg_advisory_xact_lock(" + MAKING + ")");
            for (int partition = 0; partition < partitions; partition++) {
                if (!exists(sql, partition)) {
                    sql.execute("CREATE TABLE " + table(partition) + " PARTITION OF journal (PRIMARY KEY (identity)) FOR VALUES IN ("
                            + partition + ")");
                }
            }
            return null;
        });
    }

    private static boolean exists(Sql sql, int partition) {
        return sql.execute("SELECT to_regclass($1) IS NOT NULL", Tuple.of(table(partition))).iterator().next().getBoolean(0);
    }
}
