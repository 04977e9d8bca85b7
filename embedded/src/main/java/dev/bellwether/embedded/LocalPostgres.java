package dev.bellwether.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A real PostgreSQL beside this JVM. What it stored is there at the next start on the same folder; one that a killed JVM
/// left running is stopped first. User and password are `bellwether`.
public final class LocalPostgres implements AutoCloseable {
    public static final String USER = "bellwether";
    public static final String PASSWORD = "bellwether";

    private static final Duration STARTING = Duration.ofSeconds(60);

    private final Path directory;
    private final EmbeddedPostgres.Builder builder;
    private volatile EmbeddedPostgres server;
    private Optional<PostgresKeeper> keeper = Optional.empty();

    private LocalPostgres(Path directory, EmbeddedPostgres.Builder builder, EmbeddedPostgres server) {
        this.directory = directory;
        this.builder = builder;
        this.server = server;
    }

    /// Returns when the server takes connections and the databases are there.
    ///
    /// @param directory where it keeps its data; made when it is not there
    /// @param port      0 for any free one
    /// @param databases made when they are not there, owned by [#USER]
    /// @throws PortTaken when another process listens on the port
    public static LocalPostgres start(Path directory, int port, List<String> databases) {
        return start(directory, port, databases, Map.of());
    }

    /// @param settings server settings that override the ones chosen here
    public static LocalPostgres start(Path directory, int port, List<String> databases, Map<String, String> settings) {
        QuietLogs.ofServers();
        Path log = log(directory);
        StartWatch watch = StartWatch.on(log);
        try {
            Files.createDirectories(directory.toAbsolutePath().getParent());
            Orphan.stop(directory);
            int listening = port == 0 ? FreePort.choose() : Ports.requireFree(port);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(STARTING)
                    .setPort(listening)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()));
            configuration(settings).forEach(builder::setServerConfig);
            var postgres = new LocalPostgres(directory, builder, watch.over(builder::start));
            postgres.createUser();
            databases.forEach(postgres::createDatabase);
            return postgres;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "PostgreSQL does not start on " + directory + ": " + e.getMessage()
                            + watch.complaint().map(line -> "; its log says: " + line).orElse(""),
                    e);
        }
    }

    /// From now on a server that dies is restarted. Its clients must reconnect.
    ///
    /// @param tell takes sentences about it
    public synchronized void supervise(Consumer<String> tell) {
        keeper = Optional.of(new PostgresKeeper(this, tell));
    }

    /// Of the server; another one when it has been started again.
    public long pid() {
        return Orphan.pid(directory).orElseThrow(() -> new IllegalStateException("PostgreSQL on " + directory + " does not run"));
    }

    void restart() throws IOException {
        // What it held is let go of, and there is nothing to stop any more.
        server.close();
        Orphan.awaitLast(directory);
        server = StartWatch.on(log(directory)).over(builder::start);
    }

    static Path log(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }

    Path log() {
        return log(directory);
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /// Does nothing when the database is there already.
    public void createDatabase(String database) {
        if (query("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return;
        }
        query("CREATE DATABASE \"" + database + "\" OWNER " + USER);
    }

    @Override
    public synchronized void close() {
        keeper.ifPresent(PostgresKeeper::close);
        keeper = Optional.empty();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not stop: " + e.getMessage(), e);
        }
    }

    private void createUser() {
        if (!query("SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
            query("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "' IN ROLE pg_monitor, pg_signal_backend");
        }
    }

    private boolean query(String statement) {
        try (var connection = server.getPostgresDatabase().getConnection(); var sql = connection.createStatement()) {
            return sql.execute(statement) && sql.getResultSet().next();
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses `" + statement + "`: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> configuration(Map<String, String> settings) {
        var configuration = new LinkedHashMap<String, String>();
        // The embedding library switches both off; an acknowledged event must survive here.
        configuration.put("fsync", "on");
        configuration.put("synchronous_commit", "on");
        configuration.put("max_connections", "200");
        configuration.put("shared_buffers", "256MB");
        configuration.put("work_mem", "16MB");
        configuration.put("maintenance_work_mem", "64MB");
        configuration.put("max_wal_size", "2GB");
        configuration.put("checkpoint_timeout", "15min");
        configuration.put("wal_buffers", "16MB");
        configuration.put("random_page_cost", "1.1");
        configuration.put("jit", "off");
        configuration.put("timezone", "UTC");
        // No socket in the folder of temporary files, where another user's of the same port keeps a server from starting.
        configuration.put("unix_socket_directories", "");
        configuration.putAll(settings);
        return configuration;
    }
}
