package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.MigratedDatabase;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/// A database that has been in use for long: a million rows in tables that grow with history.
public final class MillionRows implements AutoCloseable {

    /// What there is a million of.
    public enum Table {
        /// Published ones, of a thousand streams.
        EVENTS("""
                INSERT INTO event (xid, stream_id, version, type, payload)
                SELECT '100'::xid8, 'membership:acme/' || i / 1000, i % 1000 + 1, 'letter.v1', 'x' FROM generate_series(0, 999999) AS i;
                INSERT INTO stream (stream_id, version, snapshot_schema)
                SELECT 'membership:acme/' || i, 1000, 1 FROM generate_series(0, 999) AS i;
                INSERT INTO published SELECT 'letters', xid, position FROM event ORDER BY position DESC LIMIT 1"""),
        ERASED_ACCOUNTS("""
                INSERT INTO erased_account (fingerprint, log_partition, state)
                SELECT gen_random_uuid(), i % 12, 'CONFIRMED' FROM generate_series(1, 1000000) AS i"""),
        SUSPENDED_ACCOUNTS("""
                INSERT INTO suspended_account (topic, partition, tenant, account, log_offset, reason)
                SELECT 'features', i % 12, 'acme', i::text, i, 'no plan' FROM generate_series(1, 1000000) AS i""");

        private final String statements;

        Table(String statements) {
            this.statements = statements;
        }
    }

    private final MigratedDatabase database = new MigratedDatabase("db/chassis");

    public MillionRows(Table... tables) {
        database.filledBy(Arrays.stream(tables).map(table -> table.statements).toArray(String[]::new));
    }

    /// Runs the work on connections of its own.
    ///
    /// @return the rows that it has read, by table
    public Map<String, Long> readBy(Consumer<Database> work) {
        return database.rowsReadBy(pool -> work.accept(new PoolDatabase(pool)));
    }

    @Override
    public void close() {
        database.close();
    }
}
