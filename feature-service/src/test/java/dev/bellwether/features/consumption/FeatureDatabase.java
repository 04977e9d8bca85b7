package dev.bellwether.features.consumption;

import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.MigratedDatabase;

/// A real, empty database of the service.
final class FeatureDatabase implements AutoCloseable {

    private final MigratedDatabase migrated = new MigratedDatabase("db/chassis", "db/migration");
    private final PoolDatabase database = new PoolDatabase(migrated.pool());

    PoolDatabase database() {
        return database;
    }

    void empty() {
        database.withConnection(sql -> sql.execute(
                "TRUNCATE erased_account, applied, account, chunk, closed_tenant, backfill_closing, peer_contribution, peer_reference"));
    }

    @Override
    public void close() {
        migrated.close();
    }
}
