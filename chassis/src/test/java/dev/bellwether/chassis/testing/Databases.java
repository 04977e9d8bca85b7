package dev.bellwether.chassis.testing;

import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/// An empty database with the chassis's tables, and pools of connections to it, as many as a test has "processes".
public final class Databases implements AutoCloseable {
    private final TestDatabase database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();

    public Databases() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("db/chassis")
                .load()
                .migrate();
    }

    public TestDatabase database() {
        return database;
    }

    /// Connections that can be closed before the database is.
    public record Connected(PoolDatabase database, Pool pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    public Connected connected() {
        Pool pool = pool();
        return new Connected(new PoolDatabase(pool), pool);
    }

    public PoolDatabase connect() {
        return new PoolDatabase(pool());
    }

    public Pool pool() {
        var options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool().with(new PoolOptions().setMaxSize(8)).connectingTo(options).using(vertx).build();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
