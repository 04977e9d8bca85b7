package dev.bellwether.ingestion;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.PoolDatabase;
import dev.bellwether.embedded.testing.RowsRead;
import dev.bellwether.embedded.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;

/// A real, empty database of the service that no running service works on.
public final class IngestionDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase created = TestDatabase.create();
    private final Pool pool;
    public final PoolDatabase database;

    public IngestionDatabase() {
        Flyway.configure()
                .dataSource(created.jdbcUrl(), created.user(), created.password())
                .locations("db/chassis", "db/migration")
                .load()
                .migrate();
        pool = pool();
        database = new PoolDatabase(pool);
    }

    private Pool pool() {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("localhost")
                .setPort(created.port())
                .setDatabase(created.name())
                .setUser(created.user())
                .setPassword(created.password())
                .setCachePreparedStatements(true);
        return PgBuilder.pool().with(new PoolOptions().setMaxSize(12)).connectingTo(options).using(vertx).build();
    }

    /// Makes a database that has been in use for long.
    ///
    /// @param statements that fill the tables
    public static IngestionDatabase filledBy(String... statements) {
        IngestionDatabase filled = new IngestionDatabase();
        for (String statement : statements) {
            filled.database.withConnection(sql -> sql.execute(statement));
        }
        filled.database.withConnection(sql -> sql.execute("VACUUM ANALYZE"));
        close(filled.pool);
        return filled;
    }

    /// Rows that the work reads, by table. To be asked of a database that was [#filledBy], since nothing else may be connected.
    public Map<String, Long> rowsReadBy(Consumer<Database> work) {
        RowsRead rows = new RowsRead(created);
        Pool own = pool();
        work.accept(new PoolDatabase(own));
        close(own);
        return rows.sinceLast();
    }

    private static void close(Pool pool) {
        pool.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        close(pool);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
