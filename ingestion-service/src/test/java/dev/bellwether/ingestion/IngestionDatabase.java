package dev.bellwether.ingestion;

import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.flywaydb.core.Flyway;

/// A real, empty database of the service that no running service works on.
public final class IngestionDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    public final PoolDatabase database;

    public IngestionDatabase() {
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
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(12)).connectingTo(options).using(vertx).build();
        database = new PoolDatabase(pool);
    }

    @Override
    public void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
