package dev.bellwether.ingestion;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.MigratedDatabase;
import java.util.Map;
import java.util.function.Consumer;

/// A real, empty database of the service that no running service works on.
public final class IngestionDatabase implements AutoCloseable {

    private static final String[] MIGRATIONS = {"db/chassis", "db/migration"};

    private final MigratedDatabase migrated = new MigratedDatabase(MIGRATIONS);
    public final PoolDatabase database = new PoolDatabase(migrated.pool());

    /// Rows that the work reads of a database that has been in use for long, by table.
    ///
    /// @param statements that fill the tables
    public static Map<String, Long> rowsRead(Consumer<Database> work, String... statements) {
        try (MigratedDatabase filled = new MigratedDatabase(MIGRATIONS).filledBy(statements)) {
            return filled.rowsReadBy(pool -> work.accept(new PoolDatabase(pool)));
        }
    }

    @Override
    public void close() {
        migrated.close();
    }
}
