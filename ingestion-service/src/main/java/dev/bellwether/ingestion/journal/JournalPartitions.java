package dev.bellwether.ingestion.journal;

import dev.bellwether.chassis.sql.Database;

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
                sql.execute("CREATE TABLE IF NOT EXISTS " + table(partition) + " PARTITION OF journal FOR VALUES IN (" + partition + ")");
            }
            return null;
        });
    }
}
