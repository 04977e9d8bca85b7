package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.MigratedDatabase;
import io.vertx.sqlclient.Pool;

/// An empty database with the chassis's tables, and pools of connections to it, as many as a test has "processes".
public final class Databases implements AutoCloseable {
    private final MigratedDatabase database = new MigratedDatabase("db/chassis");

    public PoolDatabase connect() {
        return new PoolDatabase(pool());
    }

    public Pool pool() {
        return database.pool();
    }

    @Override
    public void close() {
        database.close();
    }
}
