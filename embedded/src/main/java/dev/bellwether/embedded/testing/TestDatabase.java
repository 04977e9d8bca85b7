package dev.bellwether.embedded.testing;

import dev.bellwether.embedded.LocalPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/// An empty database on the one PostgreSQL server of this test JVM.
public record TestDatabase(int port, String name) {
    // Quarkus loads test classes more than once, so a static field would be one server per class loader.
    private static final String PORT = "bellwether.testing.postgres.port";

    public static TestDatabase create() {
        int port;
        synchronized (System.getProperties()) {
            port = Integer.getInteger(PORT, 0);
            if (port == 0) {
                port = startServer();
                System.setProperty(PORT, Integer.toString(port));
            }
        }
        var database = new TestDatabase(port, "test_" + UUID.randomUUID().toString().replace("-", ""));
        try (var connection = administration(port).getConnection(); var sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE " + database.name + " OWNER " + LocalPostgres.USER);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database: " + e.getMessage(), e);
        }
        return database;
    }

    // Not by DriverManager: it knows the drivers of one class loader only, and Quarkus's tests have several.
    private static PGSimpleDataSource administration(int port) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + port + "/postgres");
        source.setUser("postgres");
        source.setPassword("postgres");
        return source;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    public String user() {
        return LocalPostgres.USER;
    }

    public String password() {
        return LocalPostgres.PASSWORD;
    }

    private static int startServer() {
        var folder = TemporaryFolder.create("postgres");
        var postgres = LocalPostgres.start(folder.path().resolve("data"), 0, List.of(),
                Map.of("fsync", "off", "full_page_writes", "off", "shared_buffers", "128MB"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            folder.delete();
        }, "test-postgres-closer"));
        return postgres.port();
    }
}
