package dev.bellwether.features.consumption;

import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.flywaydb.core.Flyway;

/// A real, empty database of the service.
final class FeatureDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PoolDatabase database;

    FeatureDatabase() {
        TestDatabase created = TestDatabase.create();
        Flyway.configure()
                .dataSource(created.jdbcUrl(), created.user(), created.password())
                .locations("db/chassis", "db/migration")
                .load()
                .migrate();
        PgConnectOptions options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(created.port())
                .setDatabase(created.name())
                .setUser(created.user())
                .setPassword(created.password())
                .setCachePreparedStatements(true);
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(4)).connectingTo(options).using(vertx).build();
        database = new PoolDatabase(pool);
    }

    PoolDatabase database() {
        return database;
    }

    void empty() {
        database.withConnection(sql -> sql.execute(
                "TRUNCATE erased_account, applied, account, chunk, closed_tenant, backfill_closing, peer_contribution, peer_reference"));
    }

    @Override
    public void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
