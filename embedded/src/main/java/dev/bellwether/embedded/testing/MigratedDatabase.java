package dev.bellwether.embedded.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/// A real database with the tables of the module under test that no running service works on, and pools of connections to it, as many as
/// a test has "processes".
public final class MigratedDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 12;

    private final TestDatabase database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();

    /// @param locations of migrations on the class path, as in "db/migration"
    public MigratedDatabase(String... locations) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations(locations)
                .load()
                .migrate();
    }

    /// A pool of its own; closed with the database at the latest.
    public Pool pool() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool().with(new PoolOptions().setMaxSize(CONNECTIONS)).connectingTo(options).using(vertx).build();
    }

    /// Makes it a database that has been in use for long. Nothing else may be connected.
    public MigratedDatabase filledBy(String... statements) {
        connected(pool -> {
            for (String statement : statements) {
                await(pool.query(statement).execute());
            }
            await(pool.query("VACUUM ANALYZE").execute());
        });
        return this;
    }

    /// Rows that the work reads, by table. Nothing else may be connected.
    public Map<String, Long> rowsReadBy(Consumer<Pool> work) {
        RowsRead rows = new RowsRead(database);
        connected(work);
        return rows.sinceLast();
    }

    private void connected(Consumer<Pool> work) {
        Pool pool = pool();
        try {
            work.accept(pool);
        } finally {
            await(pool.close());
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(2, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
