package dev.bellwether.chassis.sql;

/// A transaction that is run again, in a new one, when another has changed what it has read (optimistic locking). Never again in the
/// same: what it has read there is as old as before.
public final class OptimisticTransaction {

    private static final int ATTEMPTS = 10;

    private OptimisticTransaction() {}

    /// @throws ConcurrentChangeException when ten transactions in a row have lost
    public static <T> T run(Database database, Database.Work<T> work) {
        for (int attempt = 1;; attempt++) {
            try {
                return database.inTransaction(work);
            } catch (ConcurrentChangeException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}
